/// What joins a separate host to the servers: one cable for each of them, so that each can be pulled alone.
enum Cable: Int, Sendable, CaseIterable {
    case kafka = 1
    case redis, judge
    /// Where the drill asks the replica's endpoints; never pulled.
    case console

    /// The servers' address at this cable.
    var server: String { "10.77.\(rawValue).1" }

    /// The address of a host's end.
    ///
    /// - Parameter host: 0 to 199.
    func address(of host: Int) -> String { "10.77.\(rawValue).\(10 + host)" }

    /// The name of the servers' end of a host's cable.
    func plug(of host: Int) -> String { "\(self)\(host)" }

    /// Lines for the shell that lay this cable to a host whose network namespace is that of process `holder`.
    func laid(to host: Int, holder: Int32) -> [String] {
        let inside = "nsenter --net=/proc/\(holder)/ns/net ip"
        return [
            "ip link add \(plug(of: host)) type veth peer name \(self) netns \(holder)",
            "ip address add \(server) peer \(address(of: host)) dev \(plug(of: host))",
            "\(inside) address add \(address(of: host)) peer \(server) dev \(self)",
            "ip link set \(plug(of: host)) up", "\(inside) link set \(self) up",
        ]
    }
}
