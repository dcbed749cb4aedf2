package import Pipeline
import Threads

/// A message sink in memory. It fails when told to.
package final class MemorySink: MessageSink {
    private struct State {
        var messages: [OutgoingMessage] = []
        var calls = 0
        var outages: [String: OutputError] = [:]
        var failures: [String: [ScriptedFailure]] = [:]
        var limits: [String: Int] = [:]
    }

    private let state = Locked(State())
    private let log: EventLog?

    /// - Parameter log: hears `publish <queue> <evaluation-id>` when a message is taken. Default: none.
    package init(log: EventLog? = nil) { self.log = log }

    /// What was taken, oldest first.
    package var messages: [OutgoingMessage] { state.withLock { $0.messages } }
    /// Calls of `publish`, failed ones included.
    package var calls: Int { state.withLock { $0.calls } }

    /// What one queue has taken, oldest first.
    package func messages(in queue: String) -> [OutgoingMessage] { messages.filter { $0.queue == queue } }

    /// Makes every message to a queue fail until it is set to nil.
    package func setOutage(of queue: String, _ error: OutputError?) { state.withLock { $0.outages[queue] = error } }

    /// Makes the next messages to a queue fail, one each.
    package func fail(_ queue: String, with failures: [ScriptedFailure]) {
        state.withLock { $0.failures[queue, default: []] += failures }
    }

    /// Refuses messages to a queue that have more bytes than this, key and attributes included.
    package func setLimit(of queue: String, bytes: Int) { state.withLock { $0.limits[queue] = bytes } }

    package func publish(_ message: OutgoingMessage) async throws(OutputError) {
        try state.withLock { state throws(OutputError) in
            state.calls += 1
            if let outage = state.outages[message.queue] { throw outage }
            if let limit = state.limits[message.queue], message.byteCount > limit { throw .refused("too large") }
            var failure: ScriptedFailure?
            if state.failures[message.queue]?.isEmpty == false {
                failure = state.failures[message.queue]?.removeFirst()
            }
            if case .before(let error) = failure { throw error }
            state.messages.append(message)
            log?.note("publish \(message.queue) \(message.text(of: "evaluation-id") ?? "-")")
            if case .after(let error) = failure { throw error }
        }
    }
}

extension OutgoingMessage {
    /// Bytes of everything that a queue counts.
    package var byteCount: Int {
        value.count + (key?.count ?? 0)
            + attributes.reduce(0) { $0 + $1.name.utf8.count + ($1.value?.count ?? 0) }
    }

    /// The first attribute of that name as text; nil when it is absent.
    package func text(of name: String) -> String? {
        attributes.first { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
    }
}
