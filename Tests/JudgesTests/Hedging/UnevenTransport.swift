import HTTPClient
import Judges
import Threads

/// Answers each request as its number, from 0, says.
final class UnevenTransport: JudgeTransport {
    enum Reply {
        /// An answer with this status as soon as the condition holds.
        case when(@Sendable () -> Bool, status: Int = 200)
        /// Nothing, until the call is cancelled.
        case silence

        static var answer: Reply { .when { true } }
    }

    private let sent = Locked<[HTTPRequest]>([])
    private let reply: @Sendable (Int) -> Reply

    init(_ reply: @escaping @Sendable (Int) -> Reply) { self.reply = reply }

    var requests: [HTTPRequest] { sent.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let number = sent.withLock { sent in
            sent.append(request)
            return sent.count - 1
        }
        switch reply(number) {
        case .when(let condition, let status):
            guard await eventually(condition) else { throw .timedOut }
            return status == 200 ? completion() : .text(status)
        case .silence:
            try? await Task.sleep(for: .seconds(3600))
            throw .cancelled
        }
    }
}

/// A clock whose sleepers wake when a condition holds, whatever they have asked for.
struct RingingClock: Clock {
    typealias Instant = LeapingClock.Instant

    let rings: @Sendable () -> Bool
    private let woken = Locked(0)

    init(_ rings: @escaping @Sendable () -> Bool) { self.rings = rings }

    var now: Instant { Instant() }
    var minimumResolution: Duration { .zero }
    /// Sleepers that were woken.
    var wakings: Int { woken.withLock { $0 } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        while !rings() { try await Task.sleep(for: .milliseconds(2)) }
        woken.withLock { $0 += 1 }
    }
}
