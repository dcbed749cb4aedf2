internal import Threads

/// The beginnings of prompts that were sent a short time ago, for providers that keep what they are told to and charge for
/// it: the second prompt with the same beginning says that a third is likely, and the first that it may be the only one.
package final class PrefixMemory: Sendable {
    /// A beginning of a prompt.
    package struct Prefix: Sendable, Hashable {
        /// Where it ends in the prompt's data, in UTF-8 bytes; 0 before it.
        package var end: Int
        /// UTF-8 bytes with the rules and the schema.
        package var length: Int
        /// Equal for equal beginnings put to the same model.
        package var code: Int

        package init(end: Int, length: Int, code: Int) {
            self.end = end
            self.length = length
            self.code = code
        }
    }

    /// Bytes below which no model keeps anything: 512 tokens, four bytes each. Most models begin at more, and pass over
    /// what is too short for them without a charge.
    package static let leastLength = 2_048
    /// How long providers keep a beginning that nobody asks with again.
    package static let life: Duration = .seconds(300)

    private let capacity: Int
    private let seen = Locked<[Int: Duration]>([:])

    /// - Parameter capacity: beginnings remembered at most, at least 1. Default: 4,096.
    package init(capacity: Int = 4_096) { self.capacity = max(1, capacity) }

    /// Notes the beginnings of a prompt that is about to be sent.
    ///
    /// - Parameter now: since any moment that stays the same.
    /// - Returns: the ends of those that were sent a short time ago and are long enough.
    package func kept(of prefixes: [Prefix], at now: Duration) -> [Int] {
        let long = prefixes.filter { $0.length >= Self.leastLength }
        guard !long.isEmpty else { return [] }
        return seen.withLock { [capacity] seen in
            // Starting over is the simplest bound; it costs each live beginning one prompt without a mark.
            if seen.count + long.count > capacity { seen.removeAll() }
            return long.compactMap { prefix in
                let last = seen.updateValue(now, forKey: prefix.code)
                return last.map { now - $0 <= Self.life } == true ? prefix.end : nil
            }
        }
    }
}
