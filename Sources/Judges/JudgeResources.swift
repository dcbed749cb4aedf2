internal import Glibc

/// What all judges of a process use together.
package struct JudgeResources: Sendable {
    package let transport: any JudgeTransport
    package let limiter: JudgeLimiter
    package let shapes: ShapeMemory
    let hedges = HedgeAllowance()
    package let prefixes = PrefixMemory()
    package let observer: JudgeObserver
    package let clock: JudgeClock
    package let randomness: JudgeRandomness
    /// Seconds since 1970, for dates in headers.
    package let unixTime: @Sendable () -> Int64
    /// Nil: every question is asked.
    package let memory: VerdictMemory?

    /// - Parameters:
    ///   - concurrency: calls in flight at most, at least 1.
    ///   - clock: Default: the continuous clock.
    ///   - randomness: Default: the system's.
    ///   - unixTime: Default: the system's clock.
    ///   - memory: what was asked before. Default: nil, every question is asked.
    package init(
        transport: any JudgeTransport, concurrency: Int, observer: JudgeObserver = JudgeObserver(),
        clock: JudgeClock = JudgeClock(ContinuousClock()), randomness: JudgeRandomness = JudgeRandomness(),
        unixTime: @escaping @Sendable () -> Int64 = { Int64(time(nil)) }, memory: VerdictMemory? = nil
    ) {
        self.transport = transport
        limiter = JudgeLimiter(maximum: concurrency, clock: clock)
        shapes = ShapeMemory()
        self.observer = observer
        self.clock = clock
        self.randomness = randomness
        self.unixTime = unixTime
        self.memory = memory
    }
}
