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

    private struct Lessons {
        /// Nil while the model takes everything.
        var shape: RequestShape?
        /// By the schema's name, of which there are as many as kinds of questions.
        var refusedFormats: [String: Set<RequestShape.AnswerFormat>] = [:]
    }

    /// Most models remembered; clients can name any model, so the memory is bounded.
    package let capacity: Int
    private let lessons = Locked<[Key: Lessons]>([:])

    /// - Parameter capacity: at least 1. Default: 256.
    package init(capacity: Int = 256) { self.capacity = max(1, capacity) }

    /// What was learned about a model; nil when nothing was.
    package func shape(of key: Key) -> RequestShape? { lessons.withLock { $0[key]?.shape } }

    /// The forms in which the model does not take this schema, though it may take others in them.
    package func refusedFormats(of schema: String, for key: Key) -> Set<RequestShape.AnswerFormat> {
        lessons.withLock { $0[key]?.refusedFormats[schema] ?? [] }
    }

    /// Keeps what a refusal taught about the model.
    package func learn(_ shape: RequestShape, for key: Key) { change(key) { $0.shape = shape } }

    /// Keeps what a refusal taught about one schema.
    package func learn(_ format: RequestShape.AnswerFormat, refusedFor schema: String, of key: Key) {
        change(key) { _ = $0.refusedFormats[schema, default: []].insert(format) }
    }

    private func change(_ key: Key, _ body: (inout Lessons) -> Void) {
        lessons.withLock { [capacity] lessons in
            // Starting over is the simplest bound; it costs each live model one refused call.
            if lessons.count >= capacity, lessons[key] == nil { lessons.removeAll() }
            body(&lessons[key, default: Lessons()])
        }
    }
}
