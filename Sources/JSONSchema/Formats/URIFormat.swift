/// Absolute URIs of RFC 3986.
enum URIFormat {
    static func isURI(_ text: ArraySlice<UInt8>) -> Bool {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), isScheme(text[..<colon]) else { return false }
        var rest = text[(colon + 1)...]
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            let authority = rest.prefix { !"/?#".utf8.contains($0) }
            guard isAuthority(authority) else { return false }
            rest = rest.dropFirst(authority.count)
        }
        let fragments = rest.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        return fragments.allSatisfy { hasOnly($0, "!$&'()*+,;=:@/?") }
    }

    private static func isScheme(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, first.isLetter else { return false }
        return text.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
    }

    private static func isAuthority(_ text: ArraySlice<UInt8>) -> Bool {
        var host = text
        if let at = text.lastIndex(of: UInt8(ascii: "@")) {
            guard hasOnly(text[..<at], "!$&'()*+,;=:") else { return false }
            host = text[(at + 1)...]
        }
        if host.first == UInt8(ascii: "[") {
            guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
            return AddressFormat.isIPv6(host[..<end].dropFirst()) && isPort(host[(end + 1)...])
        }
        let name = host.prefix { $0 != UInt8(ascii: ":") }
        return hasOnly(name, "!$&'()*+,;=") && isPort(host.dropFirst(name.count))
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        text.isEmpty || (text.first == UInt8(ascii: ":") && text.dropFirst().allSatisfy(\.isDigit))
    }

    /// Whether the text is made of unreserved characters, percent escapes and `marks`.
    private static func hasOnly(_ text: ArraySlice<UInt8>, _ marks: StaticString) -> Bool {
        let marks = Array(marks.description.utf8)
        var digitsDue = 0
        for byte in text {
            if digitsDue > 0 {
                guard byte.hexadecimalDigit != nil else { return false }
                digitsDue -= 1
            } else if byte == UInt8(ascii: "%") {
                digitsDue = 2
            } else {
                guard byte.isLetter || byte.isDigit || "-._~".utf8.contains(byte) || marks.contains(byte) else {
                    return false
                }
            }
        }
        return digitsDue == 0
    }
}
