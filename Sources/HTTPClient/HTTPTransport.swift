private import Synchronization
private import Threads

/// Sends requests over kept connections, HTTP/2 where the server offers it over TLS.
///
/// All transfers run on one thread of libcurl's multi interface; `send` only waits. Bound the requests in flight above
/// this: each costs 35 KB over HTTP/1.1, 60 KB over HTTP/2. Redirects are not followed, cookies and credentials not
/// kept. Requests with different `addresses` to one host do not share its connections as long as the caller gives one
/// host one policy. When a kept connection turns out to be closed before a byte of the answer came, libcurl repeats the request
/// once over a new one.
package final class HTTPTransport: Sendable {
    private let link: TransferLink
    private let worker: WorkerThread
    private let lastID = Atomic<UInt64>(0)

    /// Starts the transport's thread; no connection is made yet.
    ///
    /// - Throws: `.internal` when libcurl or the thread does not start.
    package init(configuration: Configuration = Configuration()) throws(HTTPError) {
        let link = try TransferLink()
        let multi = try MultiHandle()
        do {
            worker = try WorkerThread(name: "http-client") {
                TransferLoop(link: link, multi: multi, configuration: configuration).run()
            }
        } catch {
            throw .internal("thread not started: error \(error.code)")
        }
        self.link = link
    }

    deinit { link.close() }

    /// The numbers of this moment.
    package var statistics: Statistics { link.statistics.withLock { $0 } }

    /// Sends a request and waits for the complete answer.
    ///
    /// Cancelling the task ends the transfer and throws `.cancelled`; a task that is cancelled already sends nothing.
    ///
    /// The request is given up once it is on its way: whoever waits for the answer need not hold the body.
    ///
    /// - Throws: see `HTTPError`; each case says whether the server may have executed the request.
    package func send(_ request: consuming HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        try request.validate()
        var unsent = Optional(request)
        guard !Task.isCancelled else { throw .cancelled }
        let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let request = unsent.take() { link.post(.start(id: id, request, continuation)) }
                // The handler may have run before there was a transfer to end.
                if Task.isCancelled { link.post(.cancel(id: id)) }
            }
        } onCancel: {
            link.post(.cancel(id: id))
        }
        return try result.get()
    }

    /// Ends every transfer with `.shutDown`, closes the connections and returns when the thread has ended. Later calls
    /// of `send` throw `.shutDown`. May be called more than once.
    package func shutdown() async {
        link.close()
        await worker.finished()
    }
}
