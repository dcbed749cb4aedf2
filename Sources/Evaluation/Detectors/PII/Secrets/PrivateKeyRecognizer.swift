/// Private keys in PEM armour (RFC 7468), with or without their end line.
enum PrivateKeyRecognizer {
    /// Looks at the word BEGIN.
    static func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        guard scan.has("begin ", at: index), scan.has("-----", at: index - 5) else { return nil }
        var labelEnd = scan.end(from: index, limit: 48) { $0 != 0x2D && $0 != 0x0A }
        let name = scan.has(" block", at: labelEnd - 6) ? labelEnd - 6 : labelEnd
        guard scan.has("private key", at: name - 11), scan.has("-----", at: labelEnd) else { return nil }
        labelEnd += 5
        var end = scan.end(from: labelEnd, limit: 16_384) {
            Base64.isDigit($0) && $0 != 0x2D || $0 <= 0x20 || $0 == 0x3D || $0 == 0x3A || $0 == 0x2C || $0 == 0x5C
        }
        // Armour without a body gives nothing away, but may be cut off.
        let isEmpty = end - labelEnd <= 24
        if isEmpty { end = labelEnd }
        if !isEmpty, scan.has("-----end ", at: end) {
            end = scan.end(from: end + 5, limit: 64) { $0 != 0x0A && $0 != 0x22 }
        }
        while end > index, scan.byte(end - 1) <= 0x20 { end -= 1 }
        return PIICandidate(
            type: .privateKey, range: index - 5..<end, certainty: isEmpty ? 0.5 : 1, validation: .format,
            sample: isEmpty)
    }
}
