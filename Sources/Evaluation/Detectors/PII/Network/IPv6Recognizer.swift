/// IPv6 addresses in the text form of RFC 4291: eight groups, or fewer with one "::"; the end may be an IPv4 address.
enum IPv6Recognizer {
    /// Woken by every colon: only the first of an address goes on.
    static func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        var start = index
        while start > 0, index - start < 5, isHex(scan.byte(start - 1)) { start -= 1 }
        guard index - start <= 4, !PIIScan.isWord(scan.byte(start - 1)), scan.byte(start - 1) != 0x3A else {
            return nil
        }
        guard index > start || scan.byte(index + 1) == 0x3A else { return nil }
        var place = start
        var groups = 0
        var longest = 0
        var compressed = false
        var hasDigit = false
        while groups <= 8 {
            let end = scan.end(from: place, limit: 5, while: isHex)
            guard end - place <= 4 else { return nil }
            if scan.byte(end) == 0x2E, groups > 0, let (_, last) = IPv4Recognizer.parse(at: place, in: scan) {
                groups += 2
                hasDigit = true
                place = last
                break
            }
            hasDigit = hasDigit || (place..<end).contains { PIIScan.isDigit(scan.byte($0)) }
            longest = max(longest, end - place)
            if end > place { groups += 1 }
            place = end
            guard scan.byte(place) == 0x3A else { break }
            if scan.byte(place + 1) == 0x3A {
                guard !compressed else { return nil }
                compressed = true
                place += 2
                if !isHex(scan.byte(place)) { break }
            } else {
                guard isHex(scan.byte(place + 1)) else { break }
                place += 1
            }
        }
        // Eight pairs are a hardware address.
        guard compressed ? groups >= 2 && groups <= 7 : groups == 8 && longest > 2, hasDigit,
            !PIIScan.isWord(scan.byte(place))
        else { return nil }
        let isLocal =
            scan.has("fe80:", at: start) || scan.has("fd", at: start) && scan.byte(start + 4) == 0x3A
        return PIICandidate(
            type: .ipAddress, range: start..<place, certainty: isLocal ? 0.5 : 0.95, validation: .format,
            sample: scan.has("2001:db8:", at: start))
    }

    private static func isHex(_ byte: UInt8) -> Bool { PIIScan.isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
}
