/// What came of looking for an answer before paying for one.
package enum VerdictEvent: Sendable, Hashable {
    /// An earlier answer was given again.
    case hit(savedTokens: Int)
    /// There was none: the judge was asked.
    case miss
    /// The same question was being answered already, and both got that answer.
    case coalesced(savedTokens: Int)
    /// Another replica was asking, and this was how long its answer was waited for, in vain or not.
    case waited(Duration)
    /// An answer was good enough to be kept.
    case kept
    /// What was kept could not be read, or was read and not accepted; it is gone.
    case refused
    /// The store could not be reached.
    case away
}

/// Is told of every such event.
package struct VerdictObserver: Sendable {
    /// Runs on the task that judges, so it must be quick and must not block.
    package var observe: @Sendable (VerdictEvent) -> Void

    /// - Parameter observe: Default: does nothing.
    package init(observe: @escaping @Sendable (VerdictEvent) -> Void = { _ in }) { self.observe = observe }
}
