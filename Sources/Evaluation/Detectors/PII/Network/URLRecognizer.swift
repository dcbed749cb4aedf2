/// Web addresses with a scheme: "https://host/path".
enum URLRecognizer {
    /// Looks around the colon after a scheme.
    static func recognize(at colon: Int, in scan: PIIScan) -> PIICandidate? {
        guard scan.byte(colon + 2) == 0x2F, colon >= scan.urlEnd else { return nil }
        var start = colon
        while start > 0, colon - start < 6, PIIScan.isLetter(scan.byte(start - 1)) { start -= 1 }
        guard !PIIScan.isGlue(scan.byte(start - 1)), isScheme(scan, start..<colon) else { return nil }
        let host = colon + 3
        guard PIIScan.isWord(scan.byte(host)) || scan.byte(host) == 0x5B else { return nil }
        let end = end(of: host, in: scan)
        // An address inside another is part of it.
        scan.urlEnd = end
        guard end - host >= 3 else { return nil }
        let hostEnd = scan.end(from: host, limit: 253) { PIIScan.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
        return PIICandidate(
            type: .url, range: start..<end, certainty: 0.9, validation: .format,
            sample: DomainNames.isSample(scan.lower[host..<min(hostEnd, end)]))
    }

    /// Where an address ends that is under way at `start`: before white space and closing punctuation.
    static func end(of start: Int, in scan: PIIScan) -> Int {
        var opened = 0
        var end = scan.end(from: start, limit: 1_024) { byte in
            if byte == 0x28 { opened += 1 }
            switch byte {
            case 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D: return false
            default: return byte > 0x20 && byte < 0x7F
            }
        }
        while end > start {
            switch scan.byte(end - 1) {
            case 0x21, 0x27, 0x2A, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D: end -= 1
            case 0x29 where opened == 0: end -= 1
            default: return end
            }
        }
        return end
    }

    private static func isScheme(_ scan: PIIScan, _ range: Range<Int>) -> Bool {
        switch range.count {
        case 2: scan.has("ws", at: range.lowerBound)
        case 3:
            scan.has("ftp", at: range.lowerBound) || scan.has("wss", at: range.lowerBound)
                || scan.has("git", at: range.lowerBound) || scan.has("ssh", at: range.lowerBound)
        case 4: scan.has("http", at: range.lowerBound) || scan.has("sftp", at: range.lowerBound)
        case 5: scan.has("https", at: range.lowerBound)
        default: false
        }
    }
}
