import Glibc
import Threads

/// A forwarder that breaks the network on demand, in front of any server.
///
/// Cutting the shim is a network outage that keeps the server and its data; the server is told from it by pausing its
/// process. Faults act on all connections, present and future.
package final class TCPShim: Sendable {
    /// The port clients connect to.
    package let port: UInt16
    private let control = Locked(ShimControl())
    private let loop: ShimLoop
    private let thread: WorkerThread

    /// Starts to listen and to forward.
    ///
    /// - Parameters:
    ///   - target: the server's port on 127.0.0.1. It need not listen yet: connections are then dropped.
    ///   - host: the address to listen on. Default: 127.0.0.1.
    ///   - rewritesApiVersions: takes from a broker's first answer what old Kafka clients stumble over. Default: no.
    package init(
        to target: UInt16, on host: String = "127.0.0.1", rewritesApiVersions: Bool = false
    ) throws(LoopbackError) {
        let listener = try LoopbackSocket.listen(on: host)
        do throws(LoopbackError) {
            loop = try ShimLoop(
                listener: listener.descriptor, target: target, rewrites: rewritesApiVersions, control: control)
        } catch {
            close(listener.descriptor)
            throw error
        }
        do throws(ThreadStartError) {
            thread = try WorkerThread(name: "tcp-shim") { [loop] in loop.run() }
        } catch {
            close(listener.descriptor)
            throw LoopbackError(code: error.code)
        }
        port = listener.port
    }

    deinit {
        change { $0.isStopping = true }
    }

    /// Connections accepted so far.
    package var connectionCount: Int { control.withLock { $0.accepted } }
    /// Connections open now.
    package var openConnections: Int { control.withLock { $0.open } }

    /// Cuts every connection, as a broken cable or a restarted proxy would.
    package func cutAll() { change { $0.cuts = true } }

    /// Cuts every connection and closes new ones at once, until called with false.
    package func refuse(_ refuses: Bool) {
        change { control in
            control.refuses = refuses
            if refuses { control.cuts = true }
        }
    }

    /// Holds every byte back for this long, in both directions. Default: zero.
    package func delay(_ delay: Duration) { change { $0.delay = delay } }

    /// Keeps connections open but forwards nothing, until called with false; then everything held back is forwarded.
    package func blackHole(_ swallows: Bool) { change { $0.isBlackHole = swallows } }

    /// Forwards half of the next bytes of the server on one connection, then cuts that connection.
    package func cutMidFrame() { change { $0.cutsMidFrame = true } }

    /// Cuts everything and stops listening; other calls do nothing from then on.
    package func stop() async {
        change { $0.isStopping = true }
        await thread.finished()
    }

    private func change(_ body: @Sendable (inout ShimControl) -> Void) {
        control.withLock { body(&$0) }
        loop.ring()
    }
}

/// What the shim is asked to do, and what it has seen.
struct ShimControl: Sendable {
    var isStopping = false
    var cuts = false
    var refuses = false
    var isBlackHole = false
    var cutsMidFrame = false
    var delay = Duration.zero
    var accepted = 0
    var open = 0
}
