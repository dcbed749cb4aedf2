private import CCurl
private import CShims
internal import Threads

/// The life of the transfer thread: start and cancel what is asked for, let libcurl work, hand results back.
final class TransferLoop {
    /// Between two looks for transfers that are over their time.
    private static let sweepInterval = Duration.milliseconds(250)

    private let link: TransferLink
    private let multi: MultiHandle
    private let configuration: HTTPTransport.Configuration
    private var transfers: [UInt64: Transfer] = [:]
    private var nextSweep = ContinuousClock.now
    private var libraryTimer: ContinuousClock.Instant?
    /// Where the newest connection met an unanswered handshake. Others to such a server wait for one that is not coming.
    private var silentOrigins: Set<String> = []
    private static let mostSilentOrigins = 256

    init(link: TransferLink, multi: MultiHandle, configuration: HTTPTransport.Configuration) {
        self.link = link
        self.multi = multi
        self.configuration = configuration
    }

    /// Returns after `TransferLink.close()`.
    func run() {
        setUp()
        while true {
            let (commands, closed) = link.takeCommands()
            for command in commands {
                switch command {
                case .start(let id, let request, let continuation): start(id, request, continuation)
                case .cancel(let id): end(id, .failure(.cancelled))
                }
            }
            if closed { break }
            let ready = link.poller.wait(milliseconds: timeToWait())
            for event in ready { act(on: event) }
            fireLibraryTimer()
            finishCompleted()
            endOverdue()
        }
        for id in Array(transfers.keys) { end(id, .failure(.shutDown)) }
        // Closing the kept connections would call back into this loop, which is about to go.
        shim_curl_multi_set_watches(multi.raw, nil, nil, nil)
    }

    private func setUp() {
        let connections = configuration.maxConnectionsPerHost
        shim_curl_multi_set_long(multi.raw, CURLMOPT_MAX_HOST_CONNECTIONS, connections)
        // Without it libcurl keeps four times the transfers of this moment, and drops the rest when a burst ends.
        shim_curl_multi_set_long(multi.raw, CURLMOPT_MAXCONNECTS, connections * 4)
        shim_curl_multi_set_long(multi.raw, CURLMOPT_MAX_CONCURRENT_STREAMS, 1000)
        let context = Unmanaged.passUnretained(self).toOpaque()
        shim_curl_multi_set_watches(multi.raw, watchSocket, watchTimer, context)
    }

    private func timeToWait() -> Int32? {
        let sweep = transfers.isEmpty ? nil : nextSweep
        guard let next = [libraryTimer, sweep].compactMap({ $0 }).min() else { return nil }
        let left = next - .now
        return left > .zero ? Int32(clamping: left.wholeMilliseconds) : 0
    }

    private func act(on event: Poller.Ready) {
        let mask =
            (event.readable ? CURL_CSELECT_IN : 0) | (event.writable ? CURL_CSELECT_OUT : 0)
            | (event.failed ? CURL_CSELECT_ERR : 0)
        var running: Int32 = 0
        curl_multi_socket_action(multi.raw, event.socket, mask, &running)
    }

    private func fireLibraryTimer() {
        guard let due = libraryTimer, due <= .now else { return }
        libraryTimer = nil
        var running: Int32 = 0
        curl_multi_socket_action(multi.raw, CURL_SOCKET_TIMEOUT, 0, &running)
    }

    fileprivate func watch(_ socket: Int32, for what: Int32) {
        switch what {
        case CURL_POLL_REMOVE: link.poller.unwatch(socket)
        default:
            link.poller.watch(socket, readable: what & CURL_POLL_IN != 0, writable: what & CURL_POLL_OUT != 0)
        }
    }

    fileprivate func setLibraryTimer(milliseconds: Int) {
        libraryTimer = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    }

    private func start(_ id: UInt64, _ request: HTTPRequest, _ continuation: TransferLink.Continuation) {
        do throws(HTTPError) {
            let transfer = try Transfer(id: id, request: request, configuration: configuration, continuation)
            guard curl_multi_add_handle(multi.raw, transfer.handle) == CURLM_OK else {
                throw HTTPError.internal("the transfer could not be started")
            }
            transfers[id] = transfer
            link.statistics.withLock { $0.inFlight += 1 }
        } catch {
            continuation.resume(returning: .failure(error))
        }
    }

    private func finishCompleted() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.raw, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            let code = shim_curl_message_result(message)
            guard let context = shim_curl_get_private(handle) else { continue }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            var result = transfer.result(code)
            if case .failure(.unansweredHandshake) = result {
                noteSilence(of: transfer.origin)
            } else if transfer.wasBegun {
                silentOrigins.remove(transfer.origin)
            } else if code == CURLE_OPERATION_TIMEDOUT, silentOrigins.contains(transfer.origin) {
                // Its time for connecting was over when its turn came.
                result = .failure(.unansweredHandshake)
            }
            end(transfer.id, result)
        }
    }

    /// libcurl counts a transfer's time, but not while the transfer waits for a free connection.
    private func endOverdue() {
        let now = ContinuousClock.now
        guard now >= nextSweep else { return }
        nextSweep = now + Self.sweepInterval
        let overdue = transfers.filter { $0.value.deadline < now }
        guard !overdue.isEmpty else { return }
        for transfer in transfers.values where transfer.awaitsHandshake { noteSilence(of: transfer.origin) }
        for (id, transfer) in overdue {
            let error: HTTPError =
                if transfer.wasBegun {
                    .timedOut
                } else if silentOrigins.contains(transfer.origin) {
                    .unansweredHandshake
                } else {
                    .connect("no connection was free in time")
                }
            end(id, .failure(error))
        }
    }

    private func noteSilence(of origin: String) {
        if silentOrigins.count >= Self.mostSilentOrigins { silentOrigins = [] }
        silentOrigins.insert(origin)
    }

    private func end(_ id: UInt64, _ result: Result<HTTPResponse, HTTPError>) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        let opened = transfer.connectionsOpened
        let reused = opened == 0 && transfer.wasBegun
        curl_multi_remove_handle(multi.raw, transfer.handle)
        link.statistics.withLock { statistics in
            statistics.inFlight -= 1
            statistics.completed += 1
            statistics.connectionsOpened += opened
            statistics.connectionsReused += reused ? 1 : 0
        }
        transfer.continuation.resume(returning: result)
    }
}

private func watchSocket(
    _ handle: UnsafeMutableRawPointer?, _ socket: Int32, _ what: Int32, _ context: UnsafeMutableRawPointer?,
    _ socketContext: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context else { return 0 }
    Unmanaged<TransferLoop>.fromOpaque(context).takeUnretainedValue().watch(socket, for: what)
    return 0
}

private func watchTimer(
    _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let context else { return 0 }
    Unmanaged<TransferLoop>.fromOpaque(context).takeUnretainedValue().setLibraryTimer(milliseconds: milliseconds)
    return 0
}
