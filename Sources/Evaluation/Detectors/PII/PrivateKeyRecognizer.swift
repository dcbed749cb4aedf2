/// Private keys in PEM armour (RFC 7468), with or without their end line.
struct PrivateKeyRecognizer: PIIRecognizer {
    let triggers = [UInt8(ascii: "B"), UInt8(ascii: "b")]
    let atWordStart = true

    func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        guard scan.has("begin ", at: index), scan.has("-----", at: index - 5) else { return nil }
        let labelEnd = scan.end(from: index, limit: 48) { $0 != 0x2D && $0 != 0x0A }
        guard scan.has("private key", at: labelEnd - 11), scan.has("-----", at: labelEnd) else { return nil }
        var end = scan.end(from: labelEnd + 5, limit: 16_384) {
            Base64.isDigit($0) && $0 != 0x2D || $0 <= 0x20 || $0 == 0x3D || $0 == 0x3A || $0 == 0x2C
        }
        // Armour without a body is talk about keys.
        guard end - labelEnd > 24 else { return nil }
        if scan.has("-----end ", at: end) { end = scan.end(from: end + 5, limit: 64) { $0 != 0x0A } }
        while end > index, scan.byte(end - 1) <= 0x20 { end -= 1 }
        return PIICandidate(type: .privateKey, range: index - 5..<end, certainty: 1, validation: .format)
    }
}
