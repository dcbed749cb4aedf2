/// Walks over runs of digit groups and offers every window of neighbouring groups that could be one number.
///
/// A run is groups of digits with short separators between them. Every group starts at most eight windows of at most 19
/// digits, so the walk is linear.
struct DigitRuns {
    private let bytes: [UInt8]
    private let lower: [UInt8]
    private var index: Int
    private var run: [Range<Int>] = []
    /// Whether groups that belong to something else were cut off the run.
    private var isCut = false
    private var first = 0
    private var last = -1
    private var window = DigitWindow(start: 0)

    /// The shortest number that is anything: a local telephone number.
    static let minimumDigits = 7
    static let maximumDigits = 19
    static let maximumGroups = 8
    /// Groups that are read of a run in which none has more than two digits.
    static let maximumPairs = 64

    /// Walks from an offset on; `lower` are the bytes in lower case.
    init(bytes: [UInt8], lower: [UInt8], from start: Int) {
        self.bytes = bytes
        self.lower = lower
        index = start
    }

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
        // Single digits stand in front ("+33 (0)1 …"), in brackets or at the end; "1-1-1-1" is nobody's number.
        let isPlaced =
            run[place].count > 1 || place <= first + 2 || place == run.count - 1
            || bytes[run[place].lowerBound - 1] == 0x28
        guard isPlaced, window.groupCount < Self.maximumGroups,
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
        let isGlued =
            index > 0 && PIIScan.isGlue(bytes[index - 1]) && !NumberGlue.isLabel(before: index, in: lower)
        isCut = isGlued || index > 1 && Self.joins(bytes[index - 1]) && PIIScan.isDigit(bytes[index - 2])
        while index < bytes.count, PIIScan.isDigit(bytes[index]) {
            let start = index
            while index < bytes.count, PIIScan.isDigit(bytes[index]) { index += 1 }
            run.append(start..<index)
            let separator = separatorLength(at: index)
            guard separator > 0 else { break }
            index += separator
        }
        if index < bytes.count, PIIScan.isGlue(bytes[index]), !isExtension(at: index) {
            // Digits glued to letters are part of a name or a code.
            isCut = true
            run.removeLast()
        } else if index + 1 < bytes.count, Self.joins(bytes[index]), PIIScan.isDigit(bytes[index + 1]) {
            isCut = true
        }
        if isGlued, !run.isEmpty { run.removeFirst() }
        // Pairs without end are a table or a trap; only the first could be numbers.
        if run.count > Self.maximumPairs, run.allSatisfy({ $0.count <= 2 }) {
            isCut = true
            run.removeLast(run.count - Self.maximumPairs)
        }
        return true
    }

    /// Marks that make digits part of an amount or a time: "1,234", "10:30".
    private static func joins(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x3A }

    /// "x1234", "ext 12" right behind a telephone number.
    private func isExtension(at start: Int) -> Bool {
        var place = start
        guard bytes[place] | 0x20 == 0x78 || bytes[place] | 0x20 == 0x65 else { return false }
        if bytes[place] | 0x20 == 0x65 {
            guard place + 3 < bytes.count, bytes[place + 1] | 0x20 == 0x78, bytes[place + 2] | 0x20 == 0x74 else {
                return false
            }
            place += 2
        }
        return place + 1 < bytes.count && (PIIScan.isDigit(bytes[place + 1]) || place > start)
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
