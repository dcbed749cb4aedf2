import Glibc

/// The hosts that `no_proxy` lists: names, which stand for what is below them too, addresses and networks (`10.0.0.0/8`),
/// with commas or blanks between them; `*` alone is every host.
struct ProxyExemptions {
    private let entries: [Substring]

    init(_ list: String) { entries = list.split { $0 == "," || $0 == " " || $0 == "\t" } }

    /// - Parameter host: as it stands in a URL, without brackets.
    func contain(_ host: String) -> Bool {
        if entries == ["*"] { return true }
        if let address = Self.address(host) {
            return entries.contains { entry in Self.network(entry, contains: address) }
        }
        let name = Self.name(host[...])
        return entries.contains { entry in
            let listed = Self.name(entry.first == "." ? entry.dropFirst() : entry)
            return !listed.isEmpty && (name == listed || name.hasSuffix("." + listed))
        }
    }

    private static func name(_ text: Substring) -> String {
        (text.last == "." ? text.dropLast() : text).lowercased()
    }

    private static func network(_ entry: Substring, contains address: [UInt8]) -> Bool {
        let parts = entry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let network = Self.address(String(parts[0])), network.count == address.count else { return false }
        let size = address.count * 8
        guard let bits = parts.count == 1 ? size : Int(parts[1]), (0...size).contains(bits) else { return false }
        return (0..<address.count).allSatisfy { index in
            let kept = min(8, max(0, bits - index * 8))
            return (address[index] ^ network[index]) & ~UInt8(truncatingIfNeeded: 0xFF >> kept) == 0
        }
    }

    /// The 4 or 16 bytes of an address that is written as one.
    private static func address(_ text: String) -> [UInt8]? {
        let family = text.contains(":") ? AF_INET6 : AF_INET
        var bytes = [UInt8](repeating: 0, count: family == AF_INET6 ? 16 : 4)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}
