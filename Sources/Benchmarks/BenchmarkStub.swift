import JSON
import TestKit
import Threads

/// A stub judge that answers truthfully, takes its time, and counts what it was asked.
struct BenchmarkStub {
    /// What the calls since `forget` came to.
    struct Tally {
        var calls = 0
        var promptCharacters = 0
        var answerCharacters = 0
        /// The time all of them took by design.
        var time = Duration.zero
    }

    /// What a request is answered with, and how long it is.
    private struct Prepared {
        var text: String
        var promptCharacters: Int
    }

    private struct State {
        var tally = Tally()
        var random = SeededGenerator(seed: 7)
        /// By the request's body. A load repeats its texts, and a judge that works each answer out anew would be slower
        /// than the worker that is measured.
        var prepared: [[UInt8]: Prepared] = [:]
    }

    private static let mostPrepared = 256

    let server: StubLLMServer
    private let state: Locked<State>

    init(_ latency: JudgeLatency) throws {
        let judge = TruthfulJudge()
        let state = Locked(State())
        self.state = state
        server = try StubLLMServer { request in
            let known = state.withLock { $0.prepared[request.body] }
            guard let prepared = known ?? Self.prepare(request, by: judge) else {
                return .json(status: 400, body: Array("{}".utf8))
            }
            let delay = state.withLock { state in
                if known == nil {
                    if state.prepared.count >= Self.mostPrepared { state.prepared = [:] }
                    state.prepared[request.body] = prepared
                }
                let delay = latency.draw(&state.random)
                state.tally.calls += 1
                state.tally.promptCharacters += prepared.promptCharacters
                state.tally.answerCharacters += prepared.text.utf8.count
                state.tally.time += delay
                return delay
            }
            return .completion(prepared.text, delay: delay)
        }
    }

    private static func prepare(_ request: StubLLMRequest, by judge: TruthfulJudge) -> Prepared? {
        guard let answer = judge.answer(to: request) else { return nil }
        return Prepared(text: JSONWriter.text(of: answer), promptCharacters: promptCharacters(of: request.body))
    }

    var tally: Tally { state.withLock { $0.tally } }

    func forget() { state.withLock { $0.tally = Tally() } }

    /// What the judge reads: the messages and the schema.
    private static func promptCharacters(of body: [UInt8]) -> Int {
        guard let request = try? JSONReader.read(body) else { return 0 }
        let messages = request["messages"]?.array ?? []
        let schema = request["response_format"].map { JSONWriter.bytes(of: $0).count } ?? 0
        return messages.reduce(schema) { $0 + ($1["content"]?.string?.utf8.count ?? 0) }
    }
}
