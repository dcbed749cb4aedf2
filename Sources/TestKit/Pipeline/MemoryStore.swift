package import Pipeline
import Threads

/// A result store in memory that keeps the real one's promise: one result and one push per key. It fails when told to.
package final class MemoryStore: ResultStore {
    private struct State {
        var results: [ResultKey: StoredResult] = [:]
        var pushes: [ResultEntry] = []
        var lookups: [[ResultKey]] = []
        var storeCalls = 0
        var outage: OutputError?
        var lookupFailures: [OutputError] = []
        var storeFailures: [ScriptedFailure] = []
    }

    private let state = Locked(State())
    private let log: EventLog?

    /// - Parameter log: hears `store <id>` when a result is stored. Default: none.
    package init(log: EventLog? = nil) { self.log = log }

    /// What is stored, by key.
    package var results: [ResultKey: StoredResult] { state.withLock { $0.results } }
    /// What was pushed to clients, oldest first.
    package var pushes: [ResultEntry] { state.withLock { $0.pushes } }
    /// The keys of each call of `stored`.
    package var lookups: [[ResultKey]] { state.withLock { $0.lookups } }
    /// Calls of `store`, failed ones included.
    package var storeCalls: Int { state.withLock { $0.storeCalls } }

    /// Puts a result there as an earlier run would have.
    package func put(_ result: StoredResult, under key: ResultKey) { state.withLock { $0.results[key] = result } }

    /// Makes every call fail until it is set to nil.
    package func setOutage(_ error: OutputError?) { state.withLock { $0.outage = error } }

    /// Makes the next calls of `stored` fail, one each.
    package func failLookups(_ errors: [OutputError]) { state.withLock { $0.lookupFailures += errors } }

    /// Makes the next calls of `store` fail, one each.
    package func failStores(_ failures: [ScriptedFailure]) { state.withLock { $0.storeFailures += failures } }

    package func stored(_ keys: [ResultKey]) async throws(OutputError) -> [StoredResult?] {
        try state.withLock { state throws(OutputError) in
            state.lookups.append(keys)
            if let outage = state.outage { throw outage }
            if !state.lookupFailures.isEmpty { throw state.lookupFailures.removeFirst() }
            return keys.map { state.results[$0] }
        }
    }

    package func store(_ entry: ResultEntry) async throws(OutputError) -> StoredResult {
        try state.withLock { state throws(OutputError) in
            state.storeCalls += 1
            if let outage = state.outage { throw outage }
            let failure = state.storeFailures.isEmpty ? nil : state.storeFailures.removeFirst()
            if case .before(let error) = failure { throw error }
            if state.results[entry.key] == nil {
                state.results[entry.key] = entry.result
                state.pushes.append(entry)
                log?.note("store \(entry.key.id)")
            }
            if case .after(let error) = failure { throw error }
            return state.results[entry.key] ?? entry.result
        }
    }
}
