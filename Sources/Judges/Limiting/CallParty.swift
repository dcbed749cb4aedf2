internal import Threads

/// Those who wait for the answer to one question together: a call that is made for them stands in line for each of them.
///
/// Who comes later may be in a greater hurry than who asked, or be alive where the one who asked has given up.
package final class CallParty: Sendable {
    private struct State {
        var members: [UInt64: CallOrigin] = [:]
        var watchers: [UInt64: @Sendable (CallOrigin) -> Void] = [:]
        var last: UInt64 = 0
    }

    private let state = Locked(State())

    package init() {}

    /// For whom the question is asked, in no order.
    package var origins: [CallOrigin] { state.withLock { Array($0.members.values) } }

    /// Somebody waits for the answer as well.
    ///
    /// - Returns: what to leave with.
    package func join(_ origin: CallOrigin) -> UInt64 {
        let (member, watchers) = state.withLock { state in
            state.last += 1
            state.members[state.last] = origin
            return (state.last, Array(state.watchers.values))
        }
        for watcher in watchers { watcher(origin) }
        return member
    }

    /// Somebody waits no longer. A call that stands in line keeps the turn it has; those made later do not get it.
    package func leave(_ member: UInt64) { state.withLock { $0.members[member] = nil } }

    /// Tells of everybody who waits and of whoever joins from now on.
    ///
    /// - Parameter onJoin: must be quick, may be told of somebody twice, and may be called from any thread.
    /// - Returns: what to end it with.
    func watch(_ onJoin: @escaping @Sendable (CallOrigin) -> Void) -> UInt64 {
        let (watcher, present) = state.withLock { state in
            state.last += 1
            state.watchers[state.last] = onJoin
            return (state.last, Array(state.members.values))
        }
        for origin in present { onJoin(origin) }
        return watcher
    }

    func endWatch(_ watcher: UInt64) { state.withLock { $0.watchers[watcher] = nil } }
}
