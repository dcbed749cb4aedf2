/// E-mail addresses: the unquoted subset of RFC 5321 with a top-level domain of letters.
enum EmailRecognizer {
    static func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        var start = index
        while start > 0, index - start < 64, isLocal(scan.byte(start - 1)) { start -= 1 }
        while start < index, !PIIScan.isAlphanumeric(scan.byte(start)), scan.byte(start) != 0x5F { start += 1 }
        guard start < index, scan.byte(index - 1) != 0x2E else { return nil }
        let end = scan.end(from: index + 1, limit: 253) { PIIScan.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
        guard let domainEnd = domainEnd(scan, from: index + 1, to: end) else { return nil }
        // "git@host:team/project" and "https://user:key@host" name machines.
        if scan.byte(domainEnd) == 0x3A, scan.has("git", at: start), index - start == 3 { return nil }
        if isUserInfo(scan, before: start) { return nil }
        return PIICandidate(
            type: .email, range: start..<domainEnd, certainty: 1, validation: .format,
            sample: DomainNames.isSample(scan.lower[index + 1..<domainEnd]))
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        PIIScan.isAlphanumeric(byte) || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x2B || byte == 0x25
            || byte == 0x27
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
            if labels >= 2, length >= 2, length <= 24, isName,
                !DomainNames.isFileExtension(scan.lower[labelStart..<index])
            {
                best = index
            }
            labelStart = index + 1
        }
        return best
    }

    /// Whether "scheme://name:" stands directly before an offset.
    private static func isUserInfo(_ scan: PIIScan, before start: Int) -> Bool {
        var place = start
        while place > 0, start - place < 48 {
            let byte = scan.byte(place - 1)
            if byte == 0x2F { return scan.byte(place - 2) == 0x2F && scan.byte(place - 3) == 0x3A }
            guard isLocal(byte) || byte == 0x3A else { return false }
            place -= 1
        }
        return false
    }
}
