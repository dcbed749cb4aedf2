internal import Threads

/// Holds calls back until the scheduler lets them begin.
package final class JudgeLimiter: Sendable {
    package typealias Permit = CallScheduler.Permit
    package typealias Lesson = CallScheduler.Lesson
    private typealias Ticket = CallScheduler.Ticket

    /// The numbers of one moment.
    package struct Statistics: Sendable, Hashable {
        package var inFlight: Int
        /// The most calls that were in flight at once.
        package var peakInFlight: Int
        package var waiting: Int
        /// One for each model behind an endpoint with a key that was asked lately, in no order.
        package var bulkheads: [CallScheduler.Status]

        /// The longest time in which no call of some bulkhead begins; zero when nothing is paused.
        package var pausedFor: Duration { bulkheads.map(\.pausedFor).max() ?? .zero }
    }

    private enum Signal: Sendable {
        case granted(Permit)
        case refused(Admission.Refusal)
        /// Nothing yet; whoever gets it looks at the clock for all.
        case keepTime(until: Duration)
    }

    private typealias Continuation = CheckedContinuation<Signal, Never>

    private struct Waiter {
        /// Nil while its task does not wait.
        var continuation: Continuation?
        /// What it is told when it does.
        var signal: Signal?
    }

    private struct State {
        var scheduler: CallScheduler
        var peakInFlight = 0
        /// Calls in line, without those who have their answer.
        var waiters: [Ticket: Waiter] = [:]
        /// Answers that wait for their task.
        var answers: [Ticket: Signal] = [:]
        var timekeeper: (ticket: Ticket, wake: Duration)?
    }

    /// Tasks to be woken when the lock is free.
    private typealias Wakings = [(Continuation, Signal)]

    private let clock: JudgeClock
    private let state: Locked<State>

    /// - Parameters:
    ///   - maximum: calls in flight at most, at least 1.
    ///   - clock: what pauses and budgets are measured by.
    package init(maximum: Int, clock: JudgeClock) {
        self.clock = clock
        state = Locked(State(scheduler: CallScheduler(ceiling: maximum)))
    }

    /// Waits for the call's turn. Give the permit back with `finish`.
    ///
    /// - Parameter party: those it is made for besides the one who asks; its turn is that of whoever comes first. Default: nil,
    ///   nobody.
    /// - Throws: why the call may not be made; nothing is held then.
    package func begin(
        _ admission: Admission, for party: CallParty? = nil
    ) async throws(Admission.Refusal) -> Permit {
        guard !Task.isCancelled else { throw .cancelled }
        let now = clock.now
        let (ticket, wakings) = state.withLock { state in
            let ticket = state.scheduler.enqueue(admission, at: now)
            state.waiters[ticket] = Waiter()
            return (ticket, Self.advance(&state, to: now))
        }
        Self.wake(wakings)
        let watcher = party?.watch { [self] origin in if origin != admission.origin { join(ticket, origin) } }
        defer { if let watcher { party?.endWatch(watcher) } }
        var signal = await signal(for: ticket)
        while true {
            switch signal {
            case .granted(let permit): return permit
            case .refused(let refusal): throw refusal
            case .keepTime(let end): signal = await keepTime(until: end, for: ticket)
            }
        }
    }

    /// The same for a call that begins at once or not at all; nil when it may not. Never suspends.
    package func beginAtOnce(_ admission: Admission) -> Permit? {
        let now = clock.now
        return state.withLock { state in
            let permit = state.scheduler.beginAtOnce(admission, at: now)
            state.peakInFlight = max(state.peakInFlight, state.scheduler.inFlight)
            return permit
        }
    }

    /// Ends a call and learns from it. Never suspends.
    ///
    /// - Parameters:
    ///   - tokens: what it did cost. Default: nil, not known.
    ///   - headers: what the response says is left. Default: nothing.
    package func finish(
        _ permit: Permit, _ lesson: Lesson, tokens: Int? = nil, headers: RateLimitHeaders = RateLimitHeaders()
    ) {
        let now = clock.now
        let wakings = state.withLock { state in
            state.scheduler.finish(permit, lesson, tokens: tokens, headers: headers, at: now)
            return Self.advance(&state, to: now)
        }
        Self.wake(wakings)
    }

    /// The numbers of this moment.
    package var statistics: Statistics {
        let now = clock.now
        return state.withLock { state in
            Statistics(
                inFlight: state.scheduler.inFlight, peakInFlight: state.peakInFlight,
                waiting: state.scheduler.waiting, bulkheads: state.scheduler.statuses(at: now))
        }
    }

    // MARK: Waiting

    private func signal(for ticket: Ticket) async -> Signal {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state -> Signal? in
                    if let answer = state.answers.removeValue(forKey: ticket) { return answer }
                    if let signal = state.waiters[ticket]?.signal.take() { return signal }
                    state.waiters[ticket]?.continuation = continuation
                    return nil
                }
                if let known { continuation.resume(returning: known) }
                // The handler may have run before there was anything to take out of the line.
                if Task.isCancelled { cancel(ticket) }
            }
        } onCancel: {
            cancel(ticket)
        }
    }

    /// Waits as before, and looks at the clock when the time has come.
    private func keepTime(until end: Duration, for ticket: Ticket) async -> Signal {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await self.clock.sleep(for: end - self.clock.now) } catch { return }
                self.lookAtClock(ticket)
            }
            let signal = await signal(for: ticket)
            group.cancelAll()
            return signal
        }
    }

    private func lookAtClock(_ ticket: Ticket) {
        let now = clock.now
        let wakings = state.withLock { state in
            if state.timekeeper?.ticket == ticket { state.timekeeper = nil }
            return Self.advance(&state, to: now)
        }
        Self.wake(wakings)
    }

    private func join(_ ticket: Ticket, _ origin: CallOrigin) {
        let now = clock.now
        let wakings = state.withLock { state in
            state.scheduler.join(ticket, origin, at: now)
            return Self.advance(&state, to: now)
        }
        Self.wake(wakings)
    }

    private func cancel(_ ticket: Ticket) {
        let now = clock.now
        let wakings = state.withLock { state -> Wakings in
            // Who has an answer keeps it: a permit has to be given back.
            guard let waiter = state.waiters.removeValue(forKey: ticket) else { return [] }
            state.scheduler.cancel(ticket)
            var wakings = Self.advance(&state, to: now)
            if let continuation = waiter.continuation {
                wakings.append((continuation, .refused(.cancelled)))
            } else {
                state.answers[ticket] = .refused(.cancelled)
            }
            return wakings
        }
        Self.wake(wakings)
    }

    private static func wake(_ wakings: Wakings) {
        for (continuation, signal) in wakings { continuation.resume(returning: signal) }
    }

    private static func advance(_ state: inout State, to now: Duration) -> Wakings {
        let step = state.scheduler.advance(to: now)
        state.peakInFlight = max(state.peakInFlight, state.scheduler.inFlight)
        var wakings: Wakings = []
        for (ticket, verdict) in step.verdicts {
            let signal: Signal =
                switch verdict {
                case .granted(let permit): .granted(permit)
                case .refused(let refusal): .refused(refusal)
                }
            if let continuation = state.waiters.removeValue(forKey: ticket)?.continuation {
                wakings.append((continuation, signal))
            } else {
                state.answers[ticket] = signal
            }
        }
        appointTimekeeper(&state, wake: step.nextWake, &wakings)
        return wakings
    }

    /// One of those who wait looks at the clock for all of them, so that no task of the limiter's own has to live.
    private static func appointTimekeeper(_ state: inout State, wake: Duration?, _ wakings: inout Wakings) {
        guard let wake else { return }
        let present = state.timekeeper.flatMap { state.waiters[$0.ticket] == nil ? nil : $0 }
        if let present, present.wake <= wake { return }
        guard let ticket = present?.ticket ?? state.waiters.keys.first else { return }
        state.timekeeper = (ticket, wake)
        if let continuation = state.waiters[ticket]?.continuation.take() {
            wakings.append((continuation, .keepTime(until: wake)))
        } else {
            state.waiters[ticket]?.signal = .keepTime(until: wake)
        }
    }
}
