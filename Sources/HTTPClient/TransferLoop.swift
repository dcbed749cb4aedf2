private import CCurl
private import CShims
internal import Threads

/// The life of the transfer thread: start and cancel what is asked for, let libcurl work, hand results back.
final class TransferLoop {
    /// Milliseconds between two looks for transfers that are over their time.
    private static let sweepInterval: Int32 = 250

    private let link: TransferLink
    private let multi: UnsafeMutableRawPointer
    private let configuration: HTTPTransport.Configuration
    private var transfers: [UInt64: Transfer] = [:]
    private var nextSweep = ContinuousClock.now

    init(link: TransferLink, configuration: HTTPTransport.Configuration) {
        self.link = link
        self.configuration = configuration
        multi = UnsafeMutableRawPointer(link.multi)
        let connections = configuration.maxConnectionsPerHost
        shim_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections)
        // Without it libcurl keeps four times the transfers of this moment, and drops the rest when a burst ends.
        shim_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections * 4)
        shim_curl_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 1000)
    }

    /// Returns after `TransferLink.close()`.
    func run() {
        while true {
            let (commands, closed) = link.takeCommands()
            for command in commands {
                switch command {
                case .start(let id, let request, let continuation): start(id, request, continuation)
                case .cancel(let id): end(id, .failure(.cancelled))
                }
            }
            if closed { break }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishCompleted()
            endOverdue()
            // A wakeup ends the wait, and so does libcurl's own next timeout.
            curl_multi_poll(multi, nil, 0, transfers.isEmpty ? 30_000 : Self.sweepInterval, nil)
        }
        for id in Array(transfers.keys) { end(id, .failure(.shutDown)) }
    }

    private func start(_ id: UInt64, _ request: HTTPRequest, _ continuation: TransferLink.Continuation) {
        do throws(HTTPError) {
            let transfer = try Transfer(id: id, request: request, configuration: configuration, continuation)
            guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
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
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            let code = shim_curl_message_result(message)
            guard let context = shim_curl_get_private(handle) else { continue }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            end(transfer.id, transfer.result(code))
        }
    }

    /// libcurl counts a transfer's time, but not while the transfer waits for a free connection.
    private func endOverdue() {
        let now = ContinuousClock.now
        guard now >= nextSweep else { return }
        nextSweep = now + .milliseconds(Int64(Self.sweepInterval))
        for (id, transfer) in transfers where transfer.deadline < now {
            let error: HTTPError = transfer.wasBegun ? .timedOut : .connect("no connection was free in time")
            end(id, .failure(error))
        }
    }

    private func end(_ id: UInt64, _ result: Result<HTTPResponse, HTTPError>) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        let opened = transfer.connectionsOpened
        let reused = opened == 0 && transfer.wasBegun
        curl_multi_remove_handle(multi, transfer.handle)
        link.statistics.withLock { statistics in
            statistics.inFlight -= 1
            statistics.completed += 1
            statistics.connectionsOpened += opened
            statistics.connectionsReused += reused ? 1 : 0
        }
        transfer.continuation.resume(returning: result)
    }
}
