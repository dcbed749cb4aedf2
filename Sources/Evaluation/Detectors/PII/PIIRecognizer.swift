/// Recognises one kind of data that starts at, or is built around, a certain byte.
///
/// Looks at a bounded number of bytes per call, so that the whole scan stays linear.
protocol PIIRecognizer: Sendable {
    /// The bytes that wake it.
    var triggers: [UInt8] { get }
    /// Whether it is woken only where a word starts.
    var atWordStart: Bool { get }

    /// What the data around `index` is, if it is this kind.
    func recognize(at index: Int, in scan: PIIScan) -> PIICandidate?
}

/// Recognises one kind of data that is written in digits.
protocol DigitRecognizer: Sendable {
    /// What the groups of digits are, if they are this kind.
    func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate?
}
