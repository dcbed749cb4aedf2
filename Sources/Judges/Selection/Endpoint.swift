/// A base URL, parsed strictly: whatever could be read in two ways is refused instead of repaired.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    package let scheme: String
    /// A name or an address in lower case, as written otherwise; IPv6 in brackets.
    package let host: String
    /// 1 to 65535; the scheme's own when none was written.
    package let port: Int
    /// The path's parts, neither empty nor `.` nor `..`.
    package let path: [String]

    /// OpenAI's public API.
    package static let openAI = Endpoint(scheme: "https", host: "api.openai.com", port: 443, path: ["v1"])

    private init(scheme: String, host: String, port: Int, path: [String]) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
    }

    /// Reads an absolute `http` or `https` URL without user name, query, fragment and percent-encoding; a slash at the
    /// end is dropped. Nil for everything else.
    package init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !#"\%?#@<>"{}|^`"#.utf8.contains(byte)
        }
        guard isPlain, let separator = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }

        var parts = text[separator.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
        let authority = parts.removeFirst()
        if parts.last?.isEmpty == true { parts.removeLast() }
        guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
        guard let (host, port) = Self.hostAndPort(authority) else { return nil }

        self.scheme = scheme
        self.host = host
        self.port = port ?? (scheme == "https" ? 443 : 80)
        path = parts.map(String.init)
    }

    /// The same scheme, host and port with another path.
    ///
    /// - Parameter path: parts that are neither empty nor `.` nor `..`.
    package func withPath(_ path: [String]) -> Endpoint {
        Endpoint(scheme: scheme, host: host, port: port, path: path)
    }

    /// The URL in its one normal form, without a slash at the end.
    package var description: String {
        let isDefaultPort = port == (scheme == "https" ? 443 : 80)
        return "\(scheme)://\(host)\(isDefaultPort ? "" : ":\(port)")" + path.map { "/" + $0 }.joined()
    }

    /// Whether `other` has the same scheme, host and port, and its path begins with this one's, part by part.
    package func covers(_ other: Endpoint) -> Bool {
        hasOrigin(of: other) && other.path.starts(with: path)
    }

    /// Whether scheme, host and port are the same.
    package func hasOrigin(of other: Endpoint) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// Whether calls stay on this machine or in its network: a loopback or private address, or a name without a domain.
    package var isLocal: Bool {
        if host.hasPrefix("[") {
            return host == "[::1]" || ["[fc", "[fd", "[fe80:"].contains { host.hasPrefix($0) }
        }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard numbers.count == 4, numbers.allSatisfy({ $0 != nil }), let first = numbers[0], let second = numbers[1]
        else {
            return !host.contains(".") || host.hasSuffix(".local") || host.hasSuffix(".internal")
                || host.hasSuffix(".localhost")
        }
        return first == 127 || first == 10 || first == 192 && second == 168
            || first == 172 && (16...31).contains(second)
    }

    private static func hostAndPort(_ authority: Substring) -> (host: String, port: Int?)? {
        let text = authority.lowercased()
        let host: Substring
        let rest: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[...end]
            rest = text[text.index(after: end)...]
            guard host.count > 3, host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
            else { return nil }
        } else {
            host = text.prefix { $0 != ":" }
            rest = text[host.endIndex...]
            guard isName(host) else { return nil }
        }
        if rest.isEmpty { return (String(host), nil) }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.count <= 5, digits.allSatisfy({ ("0"..."9").contains($0) }),
            let port = Int(digits), (1...65_535).contains(port)
        else { return nil }
        return (String(host), port)
    }

    /// A decimal number from 0 to 255, written in the one normal way.
    private static func isByte(_ label: Substring) -> Bool { UInt8(label).map { String($0) == label } ?? false }

    private static func isName(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        // `2130706433`, `0x7f.1` and `010.0.0.1` are addresses, too, to whoever connects.
        if let last = labels.last, last.hasPrefix("0x") || last.allSatisfy({ ("0"..."9").contains($0) }) {
            guard labels.count == 4, labels.allSatisfy(isByte) else {
                return false
            }
        }
        return labels.allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-"
                && label.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" || $0 == "_" }
        }
    }
}
