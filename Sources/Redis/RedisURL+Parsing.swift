extension RedisURL {
    /// Reads a URL.
    ///
    /// The last `@` before the first `/` ends the login, so an unencoded `@` in a password is understood.
    package init(_ text: String) throws(RedisURLError) {
        guard let separator = text.firstIndex(of: ":"), text[separator...].hasPrefix("://") else { throw .scheme }
        let scheme = text[..<separator].lowercased()
        var rest = text[text.index(separator, offsetBy: 3)...]
        var optionDatabase: Int?
        if let mark = rest.firstIndex(of: "?") {
            optionDatabase = try Self.database(inQuery: rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let (login, place) = Self.splitLogin(rest[..<slash])
        let (user, password) = try Self.credentials(login)
        let path = rest[slash...]
        switch scheme {
        case "redis", "rediss":
            let (host, port) = try Self.hostAndPort(place)
            let pathDatabase = try Self.database(inPath: path)
            self.init(
                endpoint: .tcp(host: host, port: port, tls: scheme == "rediss"), user: user, password: password,
                database: optionDatabase ?? pathDatabase)
        case "unix":
            guard place.isEmpty, path.utf8.count > 1 else { throw .socketPath }
            self.init(
                endpoint: .unix(path: try percentDecoded(path)), user: user, password: password,
                database: optionDatabase ?? 0)
        default: throw .scheme
        }
    }

    private static func splitLogin(_ authority: Substring) -> (login: Substring?, place: Substring) {
        guard let at = authority.lastIndex(of: "@") else { return (nil, authority) }
        return (authority[..<at], authority[authority.index(after: at)...])
    }

    private static func credentials(
        _ login: Substring?
    ) throws(RedisURLError) -> (user: String?, password: String?) {
        guard let login else { return (nil, nil) }
        let colon = login.firstIndex(of: ":")
        let user = try percentDecoded(login[..<(colon ?? login.endIndex)])
        guard let colon else { return (user.isEmpty ? nil : user, nil) }
        let password = try percentDecoded(login[login.index(after: colon)...])
        if user.isEmpty, password.isEmpty { return (nil, nil) }
        return (user.isEmpty ? nil : user, password)
    }

    private static func hostAndPort(_ place: Substring) throws(RedisURLError) -> (String, Int32) {
        var host = place
        var port: Substring?
        if place.hasPrefix("[") {
            guard let close = place.firstIndex(of: "]") else { throw .host }
            host = place[place.index(after: place.startIndex)..<close]
            let after = place[place.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw .host }
            port = after.isEmpty ? nil : after.dropFirst()
        } else if let colon = place.firstIndex(of: ":") {
            host = place[..<colon]
            port = place[place.index(after: colon)...]
        }
        let name = try percentDecoded(host)
        guard !name.isEmpty, !name.utf8.contains(0) else { throw .host }
        guard let port else { return (name, 6379) }
        guard let number = unsigned(port), (1...65_535).contains(number) else { throw .port }
        return (name, Int32(number))
    }

    private static func database(inPath path: Substring) throws(RedisURLError) -> Int {
        let digits = path.dropFirst()
        if digits.isEmpty { return 0 }
        guard let number = unsigned(digits) else { throw .database }
        return number
    }

    private static func database(inQuery query: Substring) throws(RedisURLError) -> Int? {
        var database: Int?
        for option in query.split(separator: "&") {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "db" else { throw .option(String(parts[0])) }
            guard let number = unsigned(parts[1]) else { throw .database }
            database = number
        }
        return database
    }

    /// Digits only: `Int` would also take a sign.
    private static func unsigned(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            number <= Int(Int32.max)
        else { return nil }
        return number
    }
}

private func percentDecoded(_ text: Substring) throws(RedisURLError) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        if byte != UInt8(ascii: "%") {
            bytes.append(byte)
            continue
        }
        guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit) else {
            throw .percentEncoding
        }
        bytes.append(high << 4 | low)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .percentEncoding }
    return decoded
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}
