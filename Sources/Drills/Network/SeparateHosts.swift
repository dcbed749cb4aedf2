import Glibc
import Processes
import TestKit
import Threads

/// Hosts of their own for replicas: network namespaces, each joined to the servers by cables that can be pulled.
///
/// To be used in a network that is the drill's alone (`isPossible`). The namespaces have no names: they end with the
/// processes in them, and these with the drill, however it ends.
final class SeparateHosts: Sendable {
    /// The process that holds each host's namespace.
    private let holders = Locked<[ChildProcess]>([])

    /// Whether this process has a network of its own to lay cables in, as `scripts/faults` makes it where it may.
    static var isPossible: Bool { getenv("DRILLS_NETWORK").map { String(cString: $0) } == "private" }

    /// Gives the servers an address at each kind of cable.
    init() async throws {
        guard Self.isPossible else { throw DrillError.network("the drill has none of its own") }
        try await Self.shell(Cable.allCases.map { "ip address replace \($0.server)/32 dev lo" })
    }

    /// Makes one more host; they are counted from 0.
    func add() async throws -> WorkerHost {
        let holder = try await ChildProcess.start(
            "unshare", ["--net", "sh", "-c", "ip link set lo up && echo there && exec sleep infinity"])
        let host = holders.withLock { holders in
            holders.append(holder)
            return holders.count - 1
        }
        let deadline = ContinuousClock.now + .seconds(30)
        while !holder.output.contains("there") {
            guard holder.isRunning, .now < deadline else { throw DrillError.network(holder.output) }
            try await Task.sleep(for: .milliseconds(5))
        }
        try await Self.shell(Cable.allCases.flatMap { $0.laid(to: host, holder: holder.id) })
        return WorkerHost(
            launcher: ["nsenter", "--net=/proc/\(holder.id)/ns/net"], address: Cable.console.address(of: host))
    }

    /// Pulls cables of a host at the servers' end: both sides send into nothing, and no connection is closed.
    func pull(_ cables: [Cable], of host: Int) async throws { try await set(cables, of: host, "down") }

    /// Plugs cables in again.
    func plug(_ cables: [Cable], of host: Int) async throws { try await set(cables, of: host, "up") }

    private func set(_ cables: [Cable], of host: Int, _ state: String) async throws {
        try await Self.shell(cables.map { "ip link set \($0.plug(of: host)) \(state)" })
    }

    /// Takes away the cables and the hosts. The replicas have ended.
    func stop() async {
        let ended = holders.withLock { holders in
            defer { holders = [] }
            return holders
        }
        // The system takes a namespace down some time after its last process: the next stage wants these names.
        let plugs = ended.indices.flatMap { host in Cable.allCases.map { $0.plug(of: host) } }
        try? await Self.shell(plugs.map { "ip link delete \($0) 2>/dev/null || true" })
        for holder in ended { await holder.kill() }
    }

    private static func shell(_ lines: [String]) async throws {
        let (exit, output) = try await ChildProcess.run("bash", ["-euc", lines.joined(separator: "\n")])
        guard exit == .status(0) else { throw DrillError.network(output) }
    }
}
