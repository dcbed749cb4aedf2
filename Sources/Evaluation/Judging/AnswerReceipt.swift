/// Comes with an answer of a judge that remembers its answers, for the one who reads it: only answers that were read and
/// verified are worth remembering.
///
/// Equal to itself alone.
package final class AnswerReceipt: Sendable, Hashable {
    /// Nobody was asked: the answer was given to the same question earlier. It is not trusted any more than a judge's own;
    /// one that cannot be used is settled as such, and ``Judge/withoutMemory`` is asked instead.
    package let isRemembered: Bool
    private let report: @Sendable (_ isAccepted: Bool) -> Void

    /// - Parameter report: is told once or more what became of the answer, from any task; must be quick. Default: does
    ///   nothing, the answer is somebody else's to settle.
    package init(isRemembered: Bool, report: @escaping @Sendable (_ isAccepted: Bool) -> Void = { _ in }) {
        self.isRemembered = isRemembered
        self.report = report
    }

    /// Says what became of the answer.
    ///
    /// - Parameter isAccepted: it was read, verified, and may stand for an answer to the same question. False forgets a
    ///   remembered one.
    package func settle(isAccepted: Bool) { report(isAccepted) }

    package static func == (left: AnswerReceipt, right: AnswerReceipt) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
