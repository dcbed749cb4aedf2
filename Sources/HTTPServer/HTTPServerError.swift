/// Why a server did not start. Nothing is left open.
package enum HTTPServerError: Error, Hashable {
    /// The host is no address of this machine, or a name nobody knows.
    case invalidHost(String, reason: String)
    /// Another socket listens on this port.
    case addressInUse(host: String, port: UInt16)
    /// The system refused the address, for example a port below 1024 without the right to it.
    case bind(host: String, port: UInt16, reason: String)
    /// The library did not start its thread.
    case notStarted
}
