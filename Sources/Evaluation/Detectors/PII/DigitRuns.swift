/// Walks over runs of digit groups and offers every window of neighbouring groups that could be one number.
///
/// A run is groups of digits with short separators between them. Every group starts at most eight windows of at most 19
/// digits, so the walk is linear.
struct DigitRuns {
    private let bytes: [UInt8]
    private var index = 0
    private var run: [Range<Int>] = []
    /// Whether groups glued to letters were cut off the run.
    private var isCut = false
    private var first = 0
    private var last = -1
    private var window = DigitWindow(start: 0)

    /// The shortest number that is anything: a local telephone number.
    static let minimumDigits = 7
    static let maximumDigits = 19
    static let maximumGroups = 8

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> DigitWindow? {
        while true {
            if first < run.count {
                if extend() {
                    guard window.count >= Self.minimumDigits else { continue }
                    window.isWholeRun = !isCut && first == 0 && last == run.count - 1
                    return window
                }
                first += 1
                last = -1
            } else if !readRun() {
                return nil
            }
        }
    }

    /// Adds the next group to the window, or starts it; false when it is as long as it may be.
    private mutating func extend() -> Bool {
        let place = last < 0 ? first : last + 1
        guard place < run.count else { return false }
        if place == first { window = DigitWindow(start: run[first].lowerBound) }
        // Telephone and card numbers have no single digit except in front; "1-1-1-1" is none of ours.
        guard place == first || run[place].count > 1, window.groupCount < Self.maximumGroups,
            window.count + run[place].count <= Self.maximumDigits
        else { return false }
        window.append(run[place], separator: place > first ? bytes[run[place - 1].upperBound] : 0, in: bytes)
        last = place
        return true
    }

    private mutating func readRun() -> Bool {
        while index < bytes.count, !PIIScan.isDigit(bytes[index]) { index += 1 }
        guard index < bytes.count else { return false }
        run.removeAll(keepingCapacity: true)
        first = 0
        last = -1
        let isGlued = index > 0 && (PIIScan.isWord(bytes[index - 1]) || bytes[index - 1] == 0x5F)
        while index < bytes.count, PIIScan.isDigit(bytes[index]) {
            let start = index
            while index < bytes.count, PIIScan.isDigit(bytes[index]) { index += 1 }
            run.append(start..<index)
            let separator = separatorLength(at: index)
            guard separator > 0 else { break }
            index += separator
        }
        // Digits glued to letters are part of a name or a code.
        let isGluedAfter = index < bytes.count && (PIIScan.isWord(bytes[index]) || bytes[index] == 0x5F)
        isCut = isGlued || isGluedAfter
        if isGlued { run.removeFirst() }
        if isGluedAfter, !run.isEmpty { run.removeLast() }
        return true
    }

    /// One to three of space, hyphen, full stop, slash or bracket, directly followed by a digit; else 0.
    private func separatorLength(at start: Int) -> Int {
        for length in 0..<4 {
            guard start + length < bytes.count else { return 0 }
            switch bytes[start + length] {
            case 0x30...0x39: return length
            case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: continue
            default: return 0
            }
        }
        return 0
    }
}
