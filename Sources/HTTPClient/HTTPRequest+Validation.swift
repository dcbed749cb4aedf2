extension HTTPRequest {
    /// True for `https`: only there is HTTP/2 negotiated.
    var isSecure: Bool { url.utf8.prefix(8).elementsEqual("https://".utf8, by: Self.equalIgnoringCase) }

    /// The URL up to its path: scheme, host and port, as they are written.
    var origin: String {
        var slashes = 0
        let bytes = url.utf8.prefix { byte in
            if byte == UInt8(ascii: "/") { slashes += 1 }
            return slashes < 3 && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
        }
        return String(Substring(bytes))
    }

    /// The host in the URL: no user, no port, no brackets and no zone.
    var host: String {
        let authority = origin.dropFirst(isSecure ? 8 : 7)
        let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        if place.first == "[" { return String(place.dropFirst().prefix { $0 != "]" && $0 != "%" }) }
        return String(place.prefix { $0 != ":" })
    }

    /// Refuses what could not be sent, or would be sent as something else than was meant.
    ///
    /// - Throws: `.invalidURL` or `.invalidHeader`.
    func validate() throws(HTTPError) {
        try validateURL()
        for (name, value) in headers {
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else { throw .invalidHeader(name: name) }
            // A line break would start a header, or a request, of the value's author.
            guard !value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) else {
                throw .invalidHeader(name: name)
            }
        }
    }

    private func validateURL() throws(HTTPError) {
        let schemes = ["http://", "https://"]
        let scheme = schemes.first { url.utf8.prefix($0.utf8.count).elementsEqual($0.utf8, by: Self.equalIgnoringCase) }
        guard let scheme else { throw .invalidURL("the scheme is neither http nor https") }
        guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw .invalidURL("it contains a space or control character")
        }
        let host = url.utf8.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
        guard !host.isEmpty else { throw .invalidURL("it names no host") }
    }

    /// RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func equalIgnoringCase(_ left: UInt8, _ right: UInt8) -> Bool {
        left == right || (left | 0x20 == right | 0x20 && (0x61...0x7A).contains(left | 0x20))
    }
}
