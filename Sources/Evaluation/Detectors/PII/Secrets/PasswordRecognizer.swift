/// Values assigned to a password or key by name: `password: …`, `DB_API_KEY = "…"`, `mật khẩu: …`, "my password is …".
enum PasswordRecognizer {
    /// Names at whose end a value follows, and whether words are common after them.
    private static let names: [(name: StaticString, isKey: Bool, isWeak: Bool)] = [
        ("password", false, false), ("passwd", false, false), ("pwd", false, false), ("passcode", false, false),
        ("passphrase", false, false), ("mat khau", false, false), ("mat_khau", false, false), ("mk", false, true),
        ("pass", false, true), ("contrasena", false, false), ("passwort", false, false), ("mot de passe", false, false),
        ("senha", false, false), ("secret", true, false), ("api_key", true, false), ("apikey", true, false),
        ("api-key", true, false), ("api key", true, false), ("access_key", true, false), ("access-key", true, false),
        ("access key", true, false), ("secret_key", true, false), ("secret key", true, false),
        ("secretkey", true, false),
        ("secret-key", true, false), ("accountkey", true, false), ("account_key", true, false),
        ("private_key", true, false), ("encryption_key", true, false), ("signing_key", true, false),
        ("accesskey", true, false), ("sharedaccesskey", true, false), ("token", true, true), ("bearer", true, true),
        ("auth", true, true), ("authorization", true, true), ("credential", true, true), ("_key", true, true),
    ]
    /// The names by their last byte.
    private static let byLast: [[(name: StaticString, isKey: Bool, isWeak: Bool)]] = (0...255).map { last in
        names.filter { $0.name.description.utf8.last == UInt8(last) }
    }
    private static let placeholders: Set<String> = [
        "password", "passwd", "your_password", "yourpassword", "changeme", "none", "null", "true", "false", "required",
        "string", "undefined", "todo", "secret", "your-api-key", "your_api_key", "redacted", "hidden",
        "your_api_key_here",
        "your-token-here", "your_token",
    ]

    /// Looks around a colon or an equals sign.
    static func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        var nameEnd = index
        while nameEnd > 0, index - nameEnd < 3, [0x20, 0x22, 0x27, 0x2A, 0x3A, 0x5D].contains(scan.byte(nameEnd - 1)) {
            nameEnd -= 1
        }
        guard PIIScan.isLetter(scan.byte(nameEnd - 1)), let name = name(endingAt: nameEnd, in: scan) else { return nil }
        return value(after: index + 1, isKey: name.isKey, isWeak: name.isWeak, in: scan)
    }

    /// Looks behind "password is".
    static func recognize(prose: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard scan.byte(prose.upperBound) <= 0x20 || scan.byte(prose.upperBound) == 0x3A else { return nil }
        return value(after: prose.upperBound, isKey: false, isWeak: true, in: scan)
    }

    private static func name(endingAt end: Int, in scan: PIIScan) -> (isKey: Bool, isWeak: Bool)? {
        for (name, isKey, isWeak) in byLast[Int(scan.lowerByte(end - 1))]
        where scan.has(name, at: end - name.utf8CodeUnitCount) {
            let before = scan.byte(end - name.utf8CodeUnitCount - 1)
            // "dbPassword", "DB_PASSWORD"; but "compass" ends in no password.
            if !PIIScan.isWord(before) || name.utf8CodeUnitCount >= 6 { return (isKey, isWeak) }
        }
        return nil
    }

    private static func value(after offset: Int, isKey: Bool, isWeak: Bool, in scan: PIIScan) -> PIICandidate? {
        let start = scan.end(from: offset, limit: 5) { [0x20, 0x22, 0x27, 0x60, 0x2A, 0x3D, 0x3E, 0x3A].contains($0) }
        let isQuoted = [0x22, 0x27, 0x60].contains(scan.byte(start - 1))
        var end = scan.end(from: start, limit: 160) {
            $0 > 0x20 && ![0x22, 0x27, 0x60, 0x2C, 0x3B, 0x29, 0x3C, 0x7D].contains($0)
        }
        while end > start, [0x2E, 0x2A, 0x3F, 0x21].contains(scan.byte(end - 1)),
            end == scan.bytes.count || scan.byte(end - 1) != 0x21
        {
            end -= 1
        }
        guard end - start >= (isKey ? 8 : 6), isSecret(scan, start..<end, isWeak: isWeak || isKey && !isQuoted) else {
            return nil
        }
        return PIICandidate(
            type: isKey ? .secret : .password, range: start..<end, certainty: 0.8, validation: .context)
    }

    /// Prose after the name is no secret: a value mixes at least two of letters, digits and symbols.
    private static func isSecret(_ scan: PIIScan, _ range: Range<Int>, isWeak: Bool) -> Bool {
        let value = scan.bytes[range]
        if placeholders.contains(scan.skeleton.lowercased(range)) || value.first == 0x7B || value.first == 0x24
            || value.first == 0x5B || value.contains(0x28)
        {
            return false
        }
        if value.allSatisfy({ $0 == value.first || $0 == 0x2A || $0 == 0x78 || $0 == 0x58 }) { return false }
        if scan.has("http", at: range.lowerBound), value.contains(0x2F) { return false }
        let letters = value.contains(where: PIIScan.isLetter)
        let digits = value.contains(where: PIIScan.isDigit)
        let symbols = value.contains {
            !PIIScan.isAlphanumeric($0) && $0 != 0x2D && $0 != 0x2E && $0 != 0x5F && $0 != 0x2F && $0 < 0x80
        }
        return isWeak ? letters && digits : [letters, digits, symbols].count { $0 } >= 2
    }
}
