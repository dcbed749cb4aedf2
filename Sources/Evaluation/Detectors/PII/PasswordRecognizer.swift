/// Values assigned to a password or key by name: `password: …`, `api_key = "…"`, `mật khẩu: …`.
struct PasswordRecognizer: PIIRecognizer {
    let triggers: [UInt8] = [0x3A, 0x3D]
    let atWordStart = false

    private static let names = [
        "password", "passwd", "pwd", "passcode", "passphrase", "secret", "secret_key", "api_key", "apikey", "api-key",
        "access_token", "auth_token", "client_secret", "mat khau", "mk", "token",
    ]
    private static let placeholders: Set<String> = [
        "password", "passwd", "your_password", "yourpassword", "changeme", "none", "null", "true", "false", "required",
        "string", "undefined", "todo", "secret", "your-api-key", "your_api_key", "redacted", "hidden",
    ]

    func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        var nameEnd = index
        while nameEnd > 0, index - nameEnd < 3, [0x20, 0x22, 0x27, 0x2A].contains(scan.byte(nameEnd - 1)) {
            nameEnd -= 1
        }
        guard
            let name = Self.names.first(where: { name in
                let start = nameEnd - name.utf8.count
                return scan.has(name, at: start) && !PIIScan.isWord(scan.byte(start - 1))
            })
        else { return nil }
        let start = scan.end(from: index + 1, limit: 4) { [0x20, 0x22, 0x27, 0x60, 0x2A].contains($0) }
        var end = scan.end(from: start, limit: 128) {
            $0 > 0x20 && ![0x22, 0x27, 0x60, 0x2C, 0x3B, 0x29, 0x3C, 0x7D].contains($0)
        }
        while end > start, [0x2E, 0x2A, 0x3F, 0x21].contains(scan.byte(end - 1)),
            end == scan.bytes.count || scan.byte(end - 1) != 0x21
        {
            end -= 1
        }
        guard end - start >= 6, Self.isSecret(scan, start..<end, isWeakName: name == "mk" || name == "token") else {
            return nil
        }
        return PIICandidate(type: .password, range: start..<end, certainty: 0.8, validation: .context)
    }

    /// Prose after the name is no secret: a value mixes at least two of letters, digits and symbols.
    private static func isSecret(_ scan: PIIScan, _ range: Range<Int>, isWeakName: Bool) -> Bool {
        let value = scan.bytes[range]
        if placeholders.contains(scan.skeleton.lowercased(range)) || value.first == 0x7B || value.first == 0x24 {
            return false
        }
        if value.allSatisfy({ $0 == value.first || $0 == 0x2A || $0 == 0x78 || $0 == 0x58 }) { return false }
        let letters = value.contains(where: PIIScan.isLetter)
        let digits = value.contains(where: PIIScan.isDigit)
        let symbols = value.contains { !PIIScan.isAlphanumeric($0) && $0 != 0x2D && $0 != 0x2E && $0 < 0x80 }
        if value.starts(with: Array("http".utf8)) { return false }
        return isWeakName ? letters && digits : [letters, digits, symbols].count { $0 } >= 2
    }
}
