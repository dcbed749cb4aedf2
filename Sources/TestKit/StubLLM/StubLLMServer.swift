import Glibc
internal import Threads

/// A language-model server for tests: it answers what a closure says, with the faults real ones have.
///
/// One thread serves every connection, so hundreds of calls may be waiting out their delays at once. HTTP/1.1 with kept
/// connections, on a random port of 127.0.0.1.
package final class StubLLMServer: Sendable {
    /// What has happened so far.
    package struct Statistics: Sendable {
        /// When each call had arrived completely, in order.
        package var arrivals: [ContinuousClock.Instant] = []
        /// Calls that are neither answered nor abandoned.
        package var inFlight = 0
        /// The most calls in flight at once.
        package var maxInFlight = 0
        /// Connections accepted.
        package var connections = 0
        /// Calls whose client left before the answer was written.
        package var abandoned = 0

        /// Calls received.
        package var calls: Int { arrivals.count }
    }

    /// The server could not listen.
    package struct StartError: Error {
        /// The error number of the failed call.
        package let code: Int32
    }

    /// The port it listens on.
    package let port: UInt16
    private let shared: StubLLMShared
    private let worker: WorkerThread

    /// Starts to listen at once.
    ///
    /// - Parameter respond: called for every complete request, on the server's thread: it must not block.
    package init(respond: @escaping @Sendable (StubLLMRequest) -> StubLLMReply) throws {
        let listener = try StubLLMListener()
        port = listener.port
        let shared = try StubLLMShared()
        self.shared = shared
        worker = try WorkerThread(name: "stub-llm") {
            StubLLMLoop(listener: listener, shared: shared, respond: respond).run()
        }
    }

    deinit { shared.stop() }

    /// What an OpenAI client takes as its base, for example `http://127.0.0.1:40000/v1`.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// `baseURL` and the path of chat completions.
    package var completionsURL: String { baseURL + "/chat/completions" }

    /// What has happened so far.
    package var statistics: Statistics { shared.statistics.withLock { $0 } }

    /// Closes every connection and the port; returns when the thread has ended.
    package func stop() async {
        shared.stop()
        await worker.finished()
    }
}

/// What the loop's thread shares with the tests: counters, and a pipe whose closing ends the loop.
final class StubLLMShared: Sendable {
    let statistics = Locked(StubLLMServer.Statistics())
    let stopReader: Int32
    private let stopWriter: Locked<Int32?>

    init() throws(StubLLMServer.StartError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw StubLLMServer.StartError(code: errno) }
        stopReader = ends[0]
        stopWriter = Locked(ends[1])
    }

    deinit {
        stop()
        close(stopReader)
    }

    func stop() {
        let writer = stopWriter.withLock { $0.take() }
        if let writer { close(writer) }
    }
}
