/// When a call without an answer is made a second time: rarely, and only where the second answer is worth the first
/// (Dean and Barroso, The Tail at Scale, 2013).
package struct HedgePolicy: Sendable, Hashable {
    /// How long a call is waited for before, above 0.
    package let after: Duration

    package init(after: Duration) { self.after = after }

    /// Whether a call may have a second one beside it.
    ///
    /// - Parameters:
    ///   - temperature: with which it asks. Of two answers that differ by chance the quicker one would be taken, and quick
    ///     answers are short ones.
    ///   - isSent: the model takes the temperature.
    ///   - timeout: how long the call may take.
    package func mayFollow(temperature: Double, isSent: Bool, timeout: Duration) -> Bool {
        temperature == 0 && isSent && after < timeout
    }
}
