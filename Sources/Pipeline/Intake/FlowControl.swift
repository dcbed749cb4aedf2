/// When to pause intake and when to go on: two marks on the records and bytes in flight.
///
/// Two marks, so that intake goes on by the batch and does not stop and go with every message that ends.
package struct FlowControl: Sendable, Hashable {
    /// What the source should do now.
    package enum Change: Sendable, Hashable { case pause, resume }

    /// Records in flight at which intake pauses. Default: 256.
    package let highRecords: Int
    /// Records in flight at which it goes on: three quarters of `highRecords`.
    package let lowRecords: Int
    /// Payload bytes in flight at which intake pauses. Default: 64 MiB.
    package let highBytes: Int
    package private(set) var isPaused = false

    package init(highRecords: Int = 256, highBytes: Int = 64 << 20) {
        self.highRecords = max(highRecords, 1)
        lowRecords = self.highRecords * 3 / 4
        self.highBytes = max(highBytes, 1)
    }

    /// What changes with these figures.
    ///
    /// - Parameter isOpen: whether the outputs take results; closed pauses whatever is in flight.
    package mutating func change(records: Int, bytes: Int, isOpen: Bool) -> Change? {
        if !isPaused, !isOpen || records >= highRecords || bytes >= highBytes {
            isPaused = true
            return .pause
        }
        if isPaused, isOpen, records <= lowRecords, bytes <= highBytes * 3 / 4 {
            isPaused = false
            return .resume
        }
        return nil
    }
}
