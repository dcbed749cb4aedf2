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

    private struct State {
        var tally = Tally()
        var random = SeededGenerator(seed: 7)
    }

    let server: StubLLMServer
    private let state: Locked<State>

    init(_ latency: JudgeLatency) throws {
        let judge = TruthfulJudge()
        let state = Locked(State())
        self.state = state
        server = try StubLLMServer { request in
            guard let answer = judge.answer(to: request) else { return .json(status: 400, body: Array("{}".utf8)) }
            let text = JSONWriter.text(of: answer)
            let prompt = Self.promptCharacters(of: request.body)
            let delay = state.withLock { state in
                let delay = latency.draw(&state.random)
                state.tally.calls += 1
                state.tally.promptCharacters += prompt
                state.tally.answerCharacters += text.utf8.count
                state.tally.time += delay
                return delay
            }
            return .completion(text, delay: delay)
        }
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
