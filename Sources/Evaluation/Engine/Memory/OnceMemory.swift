/// Remembers what was found under a key while the process runs, the latest of a bounded number.
///
/// Of many who need the same at once, one looks for it and the others wait. What may be found another time is told to
/// those who wait, and forgotten.
package actor OnceMemory<Key: Hashable & Sendable, Value: Sendable> {
    private enum Entry {
        case known(Value)
        case sought(waiting: [AsyncStream<MemoryRecall<Value>>.Continuation])
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    /// Keys with known values, the oldest first.
    private var known: [Key] = []

    /// Callers that wait for what another one looks for.
    package var waiting: Int {
        entries.values.reduce(0) { sum, entry in
            if case .sought(let waiting) = entry { sum + waiting.count } else { sum }
        }
    }

    /// - Parameter capacity: values that are remembered, at least 1.
    package init(capacity: Int) { self.capacity = max(1, capacity) }

    /// The value under a key, or the duty to find it: who gets `.missing` must call `settle`, whatever happens.
    ///
    /// Waits while another caller has that duty; a cancelled caller gets `.abandoned` at once.
    package func recall(_ key: Key) async -> MemoryRecall<Value> {
        switch entries[key] {
        case .known(let value): return .known(value)
        case nil:
            entries[key] = .sought(waiting: [])
            return .missing
        case .sought(let waiting):
            // A stream ends for a cancelled reader by itself, which a bare continuation does not.
            let (stream, continuation) = AsyncStream<MemoryRecall<Value>>.makeStream(
                bufferingPolicy: .bufferingOldest(1))
            entries[key] = .sought(waiting: waiting + [continuation])
            for await recall in stream { return recall }
            return .abandoned
        }
    }

    /// Ends the duty that `.missing` brought.
    ///
    /// - Parameters:
    ///   - value: nil when nothing was found; the duty goes to one of those who wait.
    ///   - isLasting: false forgets it once those who wait know it. Default: true.
    package func settle(_ key: Key, _ value: Value?, isLasting: Bool = true) {
        guard case .sought(var waiting) = entries.removeValue(forKey: key) else { return }
        guard let value else {
            while !waiting.isEmpty {
                let next = waiting.removeFirst()
                guard case .enqueued = next.yield(.missing) else { continue }
                entries[key] = .sought(waiting: waiting)
                return
            }
            return
        }
        if isLasting {
            entries[key] = .known(value)
            known.append(key)
            if known.count > capacity { entries[known.removeFirst()] = nil }
        }
        for continuation in waiting {
            continuation.yield(.known(value))
            continuation.finish()
        }
    }
}

/// What a memory knows.
package enum MemoryRecall<Value: Sendable>: Sendable {
    case known(Value)
    /// Nobody has found it yet; the caller must.
    case missing
    /// The caller's task was cancelled while it waited.
    case abandoned
}

extension MemoryRecall: Equatable where Value: Equatable {}
extension MemoryRecall: Hashable where Value: Hashable {}
