/// Which addresses a request may be sent to, whatever name led there.
///
/// Held against the address of every connection before it is made: a name that is answered with another address each
/// time, or with several, gains nothing.
package enum AddressPolicy: Sendable, Hashable {
    /// Every address: for endpoints that the operator chose.
    case any
    /// Loopback and private networks too, but none that only a machine itself answers to: not link-local and not the
    /// other places where clouds keep a machine's credentials, not multicast, not unspecified.
    case `internal`
    /// Addresses of the public internet alone.
    case `public`

    /// Whether a connection may be made.
    ///
    /// - Parameter address: the 4 bytes of an IPv4 address or the 16 of an IPv6 one.
    package func allows(_ address: [UInt8]) -> Bool {
        switch self {
        case .any: true
        case .internal: Self.kind(of: address) != .forbidden
        case .public: Self.kind(of: address) == .public
        }
    }

    private enum Kind {
        case `public`, `internal`, forbidden
    }

    private static func kind(of address: [UInt8]) -> Kind {
        switch address.count {
        case 4: kind(ofIPv4: address[...])
        case 16: kind(ofIPv6: address)
        default: .forbidden
        }
    }

    /// The IANA registry of special-purpose addresses (RFC 6890 and its updates).
    private static func kind(ofIPv4 bytes: ArraySlice<UInt8>) -> Kind {
        // Azure's WireServer, which hands a machine its certificates, on an address of the internet.
        if bytes.elementsEqual([168, 63, 129, 16]) { return .forbidden }
        return switch (bytes[bytes.startIndex], bytes[bytes.startIndex + 1], bytes[bytes.startIndex + 2]) {
        case (0, _, _), (169, 254, _), (224..., _, _): .forbidden
        case (127, _, _), (10, _, _), (172, 16...31, _), (192, 168, _): .internal
        // Shared address space, which providers use inside; some keep their metadata service there.
        case (100, 64...127, _): .forbidden
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113): .forbidden
        default: .public
        }
    }

    /// Among the private addresses, those of clouds' own services to a machine: Amazon (`fd00:ec2::254`, `::23`), Google
    /// (`fd20:ce::254`), Oracle (`fd00:c1::a9fe:a9fe`), Scaleway (`fd00:42::42`).
    private static let machineServices: [[UInt8]] = [
        [0xFD, 0x00, 0x0E, 0xC2], [0xFD, 0x20, 0x00, 0xCE], [0xFD, 0x00, 0x00, 0xC1, 0, 0, 0, 0],
        [0xFD, 0x00, 0x00, 0x42, 0, 0, 0, 0],
    ]

    private static func kind(ofIPv6 bytes: [UInt8]) -> Kind {
        let zeros = bytes.prefix { $0 == 0 }.count
        if zeros == 15, bytes[15] == 1 { return .internal }
        // ::, and the deprecated ::a.b.c.d.
        if zeros >= 12 { return .forbidden }
        if zeros == 10, bytes[10] == 0xFF, bytes[11] == 0xFF { return kind(ofIPv4: bytes[12...]) }
        if machineServices.contains(where: { bytes.starts(with: $0) }) { return .forbidden }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0xFC...0xFD, _, _, _): return .internal
        // Translation of IPv4 (RFC 6052); what lies behind counts, and the local prefix is nobody's business.
        case (0x00, 0x64, 0xFF, 0x9B):
            return bytes[4..<12].allSatisfy { $0 == 0 } ? kind(ofIPv4: bytes[12...]) : .forbidden
        // Tunnels that carry IPv4, benchmarking, documentation.
        case (0x20, 0x01, 0x00...0x01, _), (0x20, 0x02, _, _), (0x20, 0x01, 0x0D, 0xB8): return .forbidden
        case (0x3F, 0xFF, 0x00...0x0F, _): return .forbidden
        case (0x20...0x3F, _, _, _): return .public
        default: return .forbidden
        }
    }
}
