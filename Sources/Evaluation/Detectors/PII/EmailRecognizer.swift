/// E-mail addresses: the unquoted subset of RFC 5321 with a top-level domain of letters.
struct EmailRecognizer: PIIRecognizer {
    let triggers: [UInt8] = [0x40]
    let atWordStart = false

    func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        var start = index
        while start > 0, index - start < 64, Self.isLocal(scan.byte(start - 1)) { start -= 1 }
        while start < index, scan.byte(start) == 0x2E || scan.byte(start) == 0x2D { start += 1 }
        guard start < index, scan.byte(index - 1) != 0x2E else { return nil }
        let end = scan.end(from: index + 1, limit: 253) { PIIScan.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
        guard let domainEnd = Self.domainEnd(scan, from: index + 1, to: end) else { return nil }
        let domain = scan.skeleton.lowercased(index + 1..<domainEnd)
        return PIICandidate(
            type: .email, range: start..<domainEnd, certainty: 1, validation: .format, sample: Self.isSample(domain))
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        PIIScan.isAlphanumeric(byte) || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x2B || byte == 0x25
    }

    /// Where a domain name ends: labels of 1 to 63 characters, the last at least two letters; no trailing full stop.
    private static func domainEnd(_ scan: PIIScan, from start: Int, to end: Int) -> Int? {
        var best: Int?
        var labelStart = start
        var labels = 0
        for index in start...end {
            guard index == end || scan.byte(index) == 0x2E else { continue }
            let length = index - labelStart
            guard length >= 1, length <= 63, scan.byte(labelStart) != 0x2D, scan.byte(index - 1) != 0x2D else { break }
            labels += 1
            let isName = (labelStart..<index).allSatisfy { PIIScan.isLetter(scan.byte($0)) }
            if labels >= 2, length >= 2, length <= 24, isName { best = index }
            labelStart = index + 1
        }
        return best
    }

    /// RFC 2606 and RFC 6761 names that belong to nobody.
    private static func isSample(_ domain: String) -> Bool {
        let reserved = ["example.com", "example.org", "example.net"]
        let endings = [".example", ".test", ".invalid", ".localhost"]
        return reserved.contains { domain == $0 || domain.hasSuffix("." + $0) }
            || endings.contains(where: domain.hasSuffix)
    }
}
