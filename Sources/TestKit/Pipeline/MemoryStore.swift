package import Pipeline
import Threads

/// A result store in memory that keeps the real one's promise: one result and one push per key. It fails when told to.
package final class MemoryStore: ResultStore {
    private struct State {
        var results: [ResultKey: StoredResult] = [:]
        var starts: [ResultKey: Set<String>] = [:]
        var lives: Set<String> = []
        var pushes: [ResultEntry] = []
        var lookups: [[ResultKey]] = []
        var readings: [[ResultKey]] = []
        var readingFailures: [OutputError] = []
        var storeCalls = 0
        var outage: OutputError?
        var lookupFailures: [OutputError] = []
        var handBackFailures: [OutputError] = []
        var storeFailures: [ScriptedFailure] = []
    }

    private let state: Locked<State>
    private let log: EventLog?
    /// Names the process that the store belongs to.
    private let life: String

    /// - Parameter log: hears `store <id>` when a result is stored. Default: none.
    package init(log: EventLog? = nil) {
        life = "this"
        state = Locked(State(lives: [life]))
        self.log = log
    }

    /// The same store as another process has it, which is alive until `kill`.
    ///
    /// - Parameter life: names that process among the starts.
    package init(sharing other: MemoryStore, life: String) {
        state = other.state
        log = other.log
        self.life = life
        state.withLock { _ = $0.lives.insert(life) }
    }

    /// What is stored, by key.
    package var results: [ResultKey: StoredResult] { state.withLock { $0.results } }
    /// What was pushed to clients, oldest first.
    package var pushes: [ResultEntry] { state.withLock { $0.pushes } }
    /// Who has begun each request and has not ended it: `this`, other lives, and what `putStarts` named.
    package var starts: [ResultKey: Set<String>] { state.withLock { $0.starts.filter { !$0.value.isEmpty } } }
    /// The keys of each call of `begin` for requests.
    package var lookups: [[ResultKey]] { state.withLock { $0.lookups } }
    /// The keys of each call of `begin` for messages that are about to be read.
    package var readings: [[ResultKey]] { state.withLock { $0.readings } }
    /// Calls of `store`, failed ones included.
    package var storeCalls: Int { state.withLock { $0.storeCalls } }

    /// Puts a result there as an earlier run would have.
    package func put(_ result: StoredResult, under key: ResultKey) { state.withLock { $0.results[key] = result } }

    /// Leaves starts behind as killed processes would.
    package func putStarts(_ count: Int, of key: ResultKey) {
        state.withLock { $0.starts[key, default: []].formUnion((0..<count).map { "killed \($0)" }) }
    }

    /// Ends the process that the store belongs to; its starts stay.
    package func kill() { state.withLock { _ = $0.lives.remove(life) } }

    /// Makes every call fail until it is set to nil.
    package func setOutage(_ error: OutputError?) { state.withLock { $0.outage = error } }

    /// Makes the next calls of `begin` fail, one each.
    package func failLookups(_ errors: [OutputError]) { state.withLock { $0.lookupFailures += errors } }

    /// Makes the next calls of `handBack` fail, one each.
    package func failHandBacks(_ errors: [OutputError]) { state.withLock { $0.handBackFailures += errors } }

    /// Makes the next calls of `begin` for messages that are about to be read fail, one each.
    package func failReadings(_ errors: [OutputError]) { state.withLock { $0.readingFailures += errors } }

    /// Makes the next calls of `store` fail, one each.
    package func failStores(_ failures: [ScriptedFailure]) { state.withLock { $0.storeFailures += failures } }

    package func begin(
        _ keys: [ResultKey], ifStartedLessThan limit: Int
    ) async throws(OutputError) -> [EarlierWork] {
        try state.withLock { state throws(OutputError) in
            let isReading = keys.first?.isReading == true
            if isReading { state.readings.append(keys) } else { state.lookups.append(keys) }
            if let outage = state.outage { throw outage }
            if isReading {
                if !state.readingFailures.isEmpty { throw state.readingFailures.removeFirst() }
            } else if !state.lookupFailures.isEmpty {
                throw state.lookupFailures.removeFirst()
            }
            return keys.map { key in
                let others = state.starts[key, default: []].subtracting([life])
                let alive = others.intersection(state.lives).count
                let starts = PoisonPolicy.starts(killed: others.count - alive, alive: alive)
                if starts < limit { state.starts[key, default: []].insert(life) }
                return EarlierWork(result: state.results[key], starts: starts)
            }
        }
    }

    package func settle(_ keys: [ResultKey]) async throws(OutputError) {
        try state.withLock { state throws(OutputError) in
            if let outage = state.outage { throw outage }
            for key in keys { state.starts[key] = nil }
        }
    }

    package func handBack(_ keys: [ResultKey]) async throws(OutputError) {
        try state.withLock { state throws(OutputError) in
            if let outage = state.outage { throw outage }
            if !state.handBackFailures.isEmpty { throw state.handBackFailures.removeFirst() }
            for key in keys { state.starts[key]?.remove(life) }
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
            state.starts[entry.key] = nil
            if case .after(let error) = failure { throw error }
            return state.results[entry.key] ?? entry.result
        }
    }
}
