internal import Threads

/// How tasks reach the thread that runs the transfers: an inbox, and a way to wake it.
final class TransferLink: Sendable {
    typealias Continuation = CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>

    enum Command: Sendable {
        case start(id: UInt64, HTTPRequest, Continuation)
        /// Without effect when the transfer has ended or never was.
        case cancel(id: UInt64)
    }

    private struct Inbox {
        var commands: [Command] = []
        var closed = false
    }

    let poller: Poller
    let statistics = Locked(HTTPTransport.Statistics())
    private let inbox = Locked(Inbox())

    init() throws(HTTPError) {
        poller = try Poller()
    }

    func post(_ command: Command) {
        let (refused, wake) = inbox.withLock { inbox in
            guard !inbox.closed else { return (true, false) }
            inbox.commands.append(command)
            return (false, inbox.commands.count == 1)
        }
        if refused, case .start(_, _, let continuation) = command {
            continuation.resume(returning: .failure(.shutDown))
        }
        if wake { poller.wake() }
    }

    /// Refuses further commands and tells the thread to end.
    func close() {
        inbox.withLock { $0.closed = true }
        poller.wake()
    }

    /// Everything posted since the last call, in order, and whether the thread has to end after it.
    func takeCommands() -> (commands: [Command], closed: Bool) {
        inbox.withLock { inbox in
            defer { inbox.commands = [] }
            return (inbox.commands, inbox.closed)
        }
    }
}
