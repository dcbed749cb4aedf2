import Threads

/// Runs batches from a source through a handler until the source ends, then drains.
package struct EvaluationPipeline: Sendable {
    private let source: any MessageSource
    private let handler: EvaluationHandler
    private let drainLimit: Duration
    private let stopping = Latch()

    /// - Parameter drainLimit: how long work in flight may go on after `stop()` or the source's own end; what is
    ///   unfinished then comes again.
    package init(source: any MessageSource, handler: EvaluationHandler, drainLimit: Duration) {
        self.source = source
        self.handler = handler
        self.drainLimit = drainLimit
    }

    /// Ends intake; `run` returns when the work in flight has ended or the drain limit has passed.
    package func stop() {
        source.stopIntake()
        handler.stopWaiting()
        stopping.open()
    }

    /// Works until `stop()` or the source's end and leaves the source closed behind it: what was finished is committed.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await work() }
            group.addTask {
                await stopping.wait()
                try? await Task.sleep(for: drainLimit)
            }
            await group.next()
            group.cancelAll()
        }
        source.stopIntake()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await handler.handBack() }
            group.addTask { try? await Task.sleep(for: Self.handBackLimit) }
            await group.next()
            group.cancelAll()
        }
        await source.close()
    }

    /// A shutdown does not wait longer for a store that is away.
    private static let handBackLimit = Duration.seconds(2)

    private func work() async {
        await withDiscardingTaskGroup { group in
            for await batch in source.batches { group.addTask { await handler.handle(batch) } }
            // A source may also end by itself: its work, too, may not wait for an output for ever.
            stopping.open()
        }
    }
}
