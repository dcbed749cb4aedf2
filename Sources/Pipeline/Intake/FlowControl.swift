/// When to pause intake and when to go on: two marks on the records and bytes in flight, and on the records that one
/// unfinished record holds back.
///
/// Two marks, so that intake goes on by the batch and does not stop and go with every message that ends.
package struct FlowControl: Sendable, Hashable {
    /// What the source should do now.
    package enum Change: Sendable, Hashable { case pause(Cause), resume }

    /// Why intake pauses.
    package enum Cause: Sendable, Hashable {
        /// The outputs take no results.
        case closed
        /// Enough records or bytes are in flight.
        case inFlight
        /// A record that takes long holds back the commit of many that are finished.
        case span
    }

    /// Records in flight at which intake pauses. Default: 256.
    package let highRecords: Int
    /// Records in flight at which it goes on: three quarters of `highRecords`.
    package let lowRecords: Int
    /// Payload bytes in flight at which intake pauses. Default: 64 MiB.
    package let highBytes: Int
    /// Records of one partition, from its oldest unfinished one on, at which intake pauses; it goes on at half of them.
    /// Default: 16384, or four times `highRecords` where that is more.
    ///
    /// They are kept in memory, are not committed, and come again after a crash. All partitions wait while one is as wide as
    /// that, since records of all of them come in one queue. So the bound is wide: 300 records a second of one partition
    /// reach it when one of them takes 55 s. It holds nothing up for good: what is unfinished is in work or handed out.
    package let highSpan: Int
    package var isPaused: Bool { reason != nil }
    /// Why it is paused, as said last.
    private var reason: Cause?
    /// Has a mark of its own for going on: a span between the marks is no reason to go on waiting after another pause.
    private var isWide = false

    package init(highRecords: Int = 256, highBytes: Int = 64 << 20, highSpan: Int? = nil) {
        self.highRecords = max(highRecords, 1)
        lowRecords = self.highRecords * 3 / 4
        self.highBytes = max(highBytes, 1)
        self.highSpan = max(highSpan ?? 16384, 4 * self.highRecords)
    }

    /// What changes with these figures. Pauses once more, with another cause, when the one told first is over and a span
    /// still holds intake up: nothing else would say what intake waits for now.
    ///
    /// - Parameters:
    ///   - span: the records of the partition that has most of them, from its oldest unfinished one on.
    ///   - isOpen: whether the outputs take results; closed pauses whatever is in flight.
    package mutating func change(records: Int, bytes: Int, span: Int, isOpen: Bool) -> Change? {
        isWide = span >= highSpan || isWide && span > highSpan / 2
        let isCalm = isOpen && records <= lowRecords && bytes <= highBytes * 3 / 4
        guard let reason else {
            reason = cause(records: records, bytes: bytes, isOpen: isOpen)
            return reason.map { .pause($0) }
        }
        guard isCalm else { return nil }
        if !isWide {
            self.reason = nil
            return .resume
        }
        if reason == .span { return nil }
        self.reason = .span
        return .pause(.span)
    }

    private func cause(records: Int, bytes: Int, isOpen: Bool) -> Cause? {
        if !isOpen { return .closed }
        if records >= highRecords || bytes >= highBytes { return .inFlight }
        return isWide ? .span : nil
    }
}
