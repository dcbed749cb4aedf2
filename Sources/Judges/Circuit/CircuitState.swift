package import Evaluation

/// Whether a judge's endpoint is worth asking: closed, open, or half-open. Pure; the caller brings the time.
///
/// It opens at once when every question must fail (a refused key, an exhausted quota), and after a run of failures
/// without an answer between them that is too long for chance. Open, nothing is asked but one probe at a time; any
/// answer closes it.
package struct CircuitState: Sendable {
    /// What one call says about the endpoint.
    package enum Sign: Sendable, Hashable {
        /// It answered, whatever it said.
        case answered
        /// It did not answer, or answered that it cannot at present.
        case failed(JudgeError)
        /// It refuses everybody until somebody repairs the account or the configuration.
        case refused(JudgeError)
        /// It is there, and turned the call away for too much traffic: neither an answer nor an outage.
        case turnedAway(JudgeError)
        /// Nothing: the call was cancelled, or what went wrong may be the question's fault.
        case nothing
    }

    /// Failures in a row that open the circuit, if they span `leastSpan`.
    package static let failures = 3
    /// Many calls in flight fail together when one connection breaks: that is no outage yet.
    package static let leastSpan = Duration.seconds(1)
    /// The pause before the first probe; each later one is twice as long.
    package static let firstPause = Duration.seconds(1)
    package static let longestPause = Duration.seconds(15)

    /// Why nothing is asked, and what the last probe met where that is something else; nil while the circuit is closed.
    package private(set) var outage: JudgeError?
    /// What is to be repaired or waited for.
    private var cause: JudgeError?
    private var failuresInARow = 0
    private var firstFailure = Duration.zero
    private var pause = Self.firstPause
    private var nextProbe = Duration.zero
    private var isProbing = false

    package init() {}

    /// Takes a call's sign.
    ///
    /// - Parameter now: on any time line that does not run backwards.
    package mutating func note(_ sign: Sign, at now: Duration) {
        switch sign {
        case .answered: self = CircuitState()
        case .turnedAway, .nothing: break
        case .refused(let error): if outage == nil { open(error, at: now) }
        case .failed(let error):
            guard outage == nil else { return }
            if failuresInARow == 0 { firstFailure = now }
            failuresInARow += 1
            if failuresInARow >= Self.failures, now - firstFailure >= Self.leastSpan { open(error, at: now) }
        }
    }

    /// A question has used up its tries, and this is how the last one ended.
    ///
    /// Tries with pauses between them are no single broken connection: without an answer to anybody meanwhile they are
    /// an outage, however short they took.
    package mutating func noteGivenUp(_ sign: Sign, at now: Duration) {
        guard case .failed(let error) = sign, outage == nil, failuresInARow >= Self.failures else { return }
        open(error, at: now)
    }

    /// Whether the one probe may go now; the caller then has to tell how it went.
    package mutating func beginProbe(at now: Duration) -> Bool {
        guard outage != nil, !isProbing, now >= nextProbe else { return false }
        isProbing = true
        return true
    }

    /// The probe has ended.
    package mutating func endProbe(_ sign: Sign, at now: Duration) {
        guard isProbing else { return note(sign, at: now) }
        isProbing = false
        switch sign {
        case .answered: self = CircuitState()
        case .failed(let error), .refused(let error):
            outage = error
            cause = error
            pause = min(pause * 2, Self.longestPause)
            nextProbe = now + pause
        case .turnedAway(let error):
            // The outage stays what it is to those who wait for its end; whoever looks for its reason sees the newest.
            if let cause { outage = JudgeError(cause.code, "\(cause.message); the last probe met \(error)") }
            nextProbe = now + pause
        case .nothing: nextProbe = now + pause
        }
    }

    private mutating func open(_ error: JudgeError, at now: Duration) {
        outage = error
        cause = error
        pause = Self.firstPause
        nextProbe = now + pause
    }
}
