/// IPv6 addresses in the text form of RFC 4291: eight groups, or fewer with one "::".
struct IPv6Recognizer: PIIRecognizer {
    let triggers: [UInt8] = [0x3A]
    let atWordStart = false

    func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        // Woken by every colon: only the first of an address goes on.
        var start = index
        while start > 0, index - start < 5, Self.isHex(scan.byte(start - 1)) { start -= 1 }
        guard index - start <= 4, !PIIScan.isWord(scan.byte(start - 1)), scan.byte(start - 1) != 0x3A else {
            return nil
        }
        guard index > start || scan.byte(index + 1) == 0x3A else { return nil }
        var place = start
        var groups = 0
        var compressed = false
        var hasDigit = false
        while groups <= 8 {
            let end = scan.end(from: place, limit: 5, while: Self.isHex)
            guard end - place <= 4 else { return nil }
            hasDigit = hasDigit || (place..<end).contains { PIIScan.isDigit(scan.byte($0)) }
            if end > place { groups += 1 }
            place = end
            guard scan.byte(place) == 0x3A else { break }
            if scan.byte(place + 1) == 0x3A {
                guard !compressed else { return nil }
                compressed = true
                place += 2
                if !Self.isHex(scan.byte(place)) { break }
            } else {
                guard Self.isHex(scan.byte(place + 1)) else { break }
                place += 1
            }
        }
        guard compressed ? groups >= 2 && groups <= 7 : groups == 8, hasDigit, !PIIScan.isWord(scan.byte(place)) else {
            return nil
        }
        let isSample = scan.has("2001:db8:", at: start)
        let isLocal = scan.has("fe80:", at: start) || scan.has("fd", at: start)
        return PIICandidate(
            type: .ipAddress, range: start..<place, certainty: isLocal ? 0.5 : 0.95, validation: .format,
            sample: isSample)
    }

    private static func isHex(_ byte: UInt8) -> Bool { PIIScan.isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
}
