private import CCurl
internal import Threads

/// How tasks reach the thread that runs the transfers: an inbox, and a way to wake it.
///
/// `@unchecked Sendable`: the handle is used by the transfer thread alone, but for `curl_multi_wakeup`, the one function
/// libcurl allows from any thread; it is freed with the last reference, when neither side can call any more.
final class TransferLink: @unchecked Sendable {
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

    let multi: OpaquePointer
    let statistics = Locked(HTTPTransport.Statistics())
    private let inbox = Locked(Inbox())

    /// Runs once per process, before the first handle, as libcurl asks for.
    private static let library = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    init() throws(HTTPError) {
        guard Self.library == CURLE_OK, let multi = curl_multi_init() else {
            throw .internal("libcurl could not be initialised")
        }
        self.multi = OpaquePointer(multi)
    }

    deinit { curl_multi_cleanup(UnsafeMutableRawPointer(multi)) }

    func post(_ command: Command) {
        let (refused, wake) = inbox.withLock { inbox in
            guard !inbox.closed else { return (true, false) }
            inbox.commands.append(command)
            return (false, inbox.commands.count == 1)
        }
        if refused, case .start(_, _, let continuation) = command {
            continuation.resume(returning: .failure(.shutDown))
        }
        if wake { curl_multi_wakeup(UnsafeMutableRawPointer(multi)) }
    }

    /// Refuses further commands and tells the thread to end.
    func close() {
        inbox.withLock { $0.closed = true }
        curl_multi_wakeup(UnsafeMutableRawPointer(multi))
    }

    /// Everything posted since the last call, in order, and whether the thread has to end after it.
    func takeCommands() -> (commands: [Command], closed: Bool) {
        inbox.withLock { inbox in
            defer { inbox.commands = [] }
            return (inbox.commands, inbox.closed)
        }
    }
}
