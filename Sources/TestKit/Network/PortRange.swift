import Threads

/// Ports of this machine for the servers of tests, none of them given twice by one process.
///
/// They lie below those Linux gives to who asks for any (`net.ipv4.ip_local_port_range`, 32768 and up unless changed). So
/// a port stays its server's own: while the server is down, neither another test's server nor an outgoing connection
/// is given it. A client that expects nobody there meets nobody, and the server can come back.
enum PortRange {
    private static let ports: Range<UInt16> = 20_000..<32_768
    /// How many were given, counted from a place of chance: other processes test as well.
    private static let given = Locked(Int.random(in: 0..<ports.count))

    /// The next one. Another process may have it: who binds it tries as many as ``attempts``.
    static func next() -> UInt16 {
        given.withLock { given in
            given = (given + 1) % ports.count
            return ports.lowerBound + UInt16(given)
        }
    }

    /// After so many taken ports something else is wrong.
    static let attempts = 200
}
