import Threads

/// What one caller waits for: encoded commands and the continuation that gets their replies, resumed exactly once.
final class RedisRequest: Sendable {
    typealias Outcome = Result<[RedisValue], RedisError>

    private enum State {
        case created
        case waiting(CheckedContinuation<Outcome, Never>)
        case finished(Outcome)
    }

    /// The commands in RESP2.
    let bytes: [UInt8]
    /// How many replies they cause.
    let replies: Int
    private let state = Locked(State.created)

    init(_ commands: [[RedisArgument]]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            commands.reduce(0) { sum, command in command.reduce(sum + 16) { $0 + $1.bytes.count + 16 } })
        for command in commands { appendCommand(command, to: &bytes) }
        self.bytes = bytes
        replies = commands.count
    }

    /// Whether the caller has its answer already, for example because it was cancelled.
    var isFinished: Bool {
        state.withLock { state in
            if case .finished = state { return true }
            return false
        }
    }

    /// Hands over the caller's continuation; resumes it at once when the request ended before.
    func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
        let early: Outcome? = state.withLock { state in
            if case .finished(let outcome) = state { return outcome }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(returning: early) }
    }

    /// Ends the request; the first outcome counts.
    func finish(_ outcome: Outcome) {
        let continuation: CheckedContinuation<Outcome, Never>? = state.withLock { state in
            switch state {
            case .created:
                state = .finished(outcome)
                return nil
            case .waiting(let continuation):
                state = .finished(outcome)
                return continuation
            case .finished: return nil
            }
        }
        continuation?.resume(returning: outcome)
    }
}
