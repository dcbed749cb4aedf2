internal import Threads

/// What was learned about models' parameters, for the life of the process: a refused parameter costs one call, not one
/// per question.
package final class ShapeMemory: Sendable {
    /// Whose shape it is.
    package struct Key: Sendable, Hashable {
        package var endpoint: String
        package var model: String
        /// What is spoken, as the wire names it: one URL may take several formats, each with parameters of its own.
        package var format: String

        package init(endpoint: String, model: String, format: String) {
            self.endpoint = endpoint
            self.model = model
            self.format = format
        }
    }

    /// Most models remembered; clients can name any model, so the memory is bounded.
    package let capacity: Int
    private let shapes = Locked<[Key: RequestShape]>([:])

    /// - Parameter capacity: at least 1. Default: 256.
    package init(capacity: Int = 256) { self.capacity = max(1, capacity) }

    /// What was learned about a model; nil when nothing was.
    package func shape(of key: Key) -> RequestShape? { shapes.withLock { $0[key] } }

    /// Keeps what a refusal taught.
    package func learn(_ shape: RequestShape, for key: Key) {
        shapes.withLock { [capacity] shapes in
            // Starting over is the simplest bound; it costs each live model one refused call.
            if shapes.count >= capacity, shapes[key] == nil { shapes.removeAll() }
            shapes[key] = shape
        }
    }
}
