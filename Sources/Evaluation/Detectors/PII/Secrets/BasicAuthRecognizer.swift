/// Passwords in web addresses: "https://user:secret@host".
enum BasicAuthRecognizer {
    /// Looks behind the colon of "://".
    static func recognize(at colon: Int, in scan: PIIScan) -> PIICandidate? {
        guard scan.byte(colon + 2) == 0x2F else { return nil }
        let user = scan.end(from: colon + 3, limit: 64, while: isPart)
        guard scan.byte(user) == 0x3A else { return nil }
        let start = user + 1
        let end = scan.end(from: start, limit: 128) { isPart($0) || $0 == 0x3A }
        guard end - start >= 3, scan.byte(end) == 0x40, PIIScan.isWord(scan.byte(end + 1)) else { return nil }
        guard ![0x24, 0x7B, 0x3C, 0x25, 0x2A].contains(scan.byte(start)) else { return nil }
        let isSample = ["pass", "password", "secret", "pwd", "passwd"].contains(scan.skeleton.lowercased(start..<end))
        return PIICandidate(
            type: .password, range: start..<end, certainty: 0.95, validation: .format, sample: isSample)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && ![0x22, 0x27, 0x2F, 0x3A, 0x3C, 0x3E, 0x40, 0x5B, 0x5D].contains(byte)
    }
}
