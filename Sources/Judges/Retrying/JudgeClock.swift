/// A clock without its instants: time since it was made, and sleep.
package struct JudgeClock: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let suspend: @Sendable (Duration) async throws -> Void

    /// - Parameter clock: where time comes from; tests bring their own.
    package init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        suspend = { duration in try await clock.sleep(for: duration) }
    }

    /// Time since this value was made; never runs backwards.
    package var now: Duration { elapsed() }

    /// Returns after `duration`, at once when it is not above zero.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(for duration: Duration) async throws(CancellationError) {
        guard duration > .zero else { return }
        do { try await suspend(duration) } catch { throw CancellationError() }
    }
}
