/// Remembers steps while the process runs, the latest of a bounded number of criteria.
///
/// Of many evaluations that need the same steps at once, one asks and the others wait. Failures that may pass are
/// told to those who wait, and forgotten.
package struct ProcessStepMemory: StepMemory {
    private let memory: OnceMemory<StepKey, CompiledSteps>

    /// - Parameter capacity: criteria that are remembered, at least 1. Default: 512.
    package init(capacity: Int = 512) { memory = OnceMemory(capacity: capacity) }

    package func steps(for key: StepKey) async -> StepRecall { await memory.recall(key) }

    package func settle(_ key: StepKey, _ result: CompiledSteps?) async {
        await memory.settle(key, result, isLasting: result?.isLasting ?? false)
    }
}
