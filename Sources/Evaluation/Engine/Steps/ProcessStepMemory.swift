/// Remembers steps while the process runs, the latest of a bounded number of criteria.
///
/// Of many evaluations that need the same steps at once, one asks and the others wait. Failures that may pass are
/// told to those who wait, and forgotten.
package actor ProcessStepMemory: StepMemory {
    private enum Entry {
        case known(CompiledSteps)
        case sought(waiting: [AsyncStream<StepRecall>.Continuation])
    }

    private let capacity: Int
    private var entries: [StepKey: Entry] = [:]
    /// Keys with known steps, the oldest first.
    private var known: [StepKey] = []

    /// - Parameter capacity: criteria that are remembered, at least 1. Default: 512.
    package init(capacity: Int = 512) { self.capacity = max(1, capacity) }

    package func steps(for key: StepKey) async -> StepRecall {
        switch entries[key] {
        case .known(let steps): return .known(steps)
        case nil:
            entries[key] = .sought(waiting: [])
            return .missing
        case .sought(let waiting):
            // A stream ends for a cancelled reader by itself, which a bare continuation does not.
            let (stream, continuation) = AsyncStream<StepRecall>.makeStream(bufferingPolicy: .bufferingOldest(1))
            entries[key] = .sought(waiting: waiting + [continuation])
            for await recall in stream { return recall }
            return .abandoned
        }
    }

    package func settle(_ key: StepKey, _ result: CompiledSteps?) {
        guard case .sought(var waiting) = entries.removeValue(forKey: key) else { return }
        guard let result else {
            while !waiting.isEmpty {
                let next = waiting.removeFirst()
                guard case .enqueued = next.yield(.missing) else { continue }
                entries[key] = .sought(waiting: waiting)
                return
            }
            return
        }
        if result.isLasting {
            entries[key] = .known(result)
            known.append(key)
            if known.count > capacity { entries[known.removeFirst()] = nil }
        }
        for continuation in waiting {
            continuation.yield(.known(result))
            continuation.finish()
        }
    }
}
