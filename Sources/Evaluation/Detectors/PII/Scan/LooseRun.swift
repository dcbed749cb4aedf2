/// Groups of digits with any signs between them, as long as no letter stands there.
///
/// ``DigitRuns`` reads numbers as people write them; this reads the rest: "4556_7375_8689_9855", groups on lines of their
/// own, groups with an ornament in between. Linear: every byte is read once.
struct LooseRun {
    /// How two groups are held together.
    enum Gap: UInt8 {
        /// Nothing comes before.
        case none
        /// What ``DigitRuns`` joins as well.
        case usual
        /// A low line, an asterisk, a dot or another ornament.
        case ornament
        /// A line ends, and nothing else stands there.
        case lineEnd
        /// Signs that tables have between numbers: tabs, commas, bars, many blanks.
        case tabular
        /// A line ends and a mark begins the next.
        case item
        /// A label or the number of a list item ends here: "1. ", "No 7: ".
        case label
    }

    struct Group {
        /// The digits.
        let range: Range<Int>
        /// What stands between the group before and this one.
        let gap: Gap
        /// Whether a digit of another style stood at an end and was left out: "①4556", "9855²".
        let isTrimmed: Bool
    }

    /// The most bytes that a gap has.
    private static let reach = 8

    private let scan: PIIScan
    private var index: Int
    /// The groups of the run read last.
    private(set) var groups: [Group] = []
    /// How many digits these have together.
    private(set) var digitCount = 0

    /// Reads from an offset on.
    init(_ scan: PIIScan, from start: Int) {
        self.scan = scan
        index = start
    }

    /// Reads the next run; false at the end of the text.
    mutating func read() -> Bool {
        let bytes = scan.bytes
        while index < bytes.count, !PIIScan.isDigit(bytes[index]) { index += 1 }
        guard index < bytes.count else { return false }
        groups.removeAll(keepingCapacity: true)
        digitCount = 0
        var gap = Gap.none
        while true {
            let start = index
            while index < bytes.count, PIIScan.isDigit(bytes[index]) { index += 1 }
            append(start..<index, after: gap)
            guard let (next, kind) = nextGroup(from: index) else { return true }
            gap = kind
            index = next
        }
    }

    /// Adds digits that nothing visible parts as a group, or as several where something invisible stands between them.
    private mutating func append(_ digits: Range<Int>, after gap: Gap) {
        let range = trimmed(digits)
        digitCount += range.count
        var start = range.lowerBound
        if !scan.skeleton.text.isASCII {
            for place in range.dropLast() where !scan.skeleton.isAdjacent(place) {
                groups.append(
                    Group(
                        range: start..<place + 1, gap: start == range.lowerBound ? gap : .usual,
                        isTrimmed: range != digits))
                start = place + 1
            }
        }
        groups.append(
            Group(
                range: start..<range.upperBound, gap: start == range.lowerBound ? gap : .usual,
                isTrimmed: range != digits))
    }

    /// Where the next group begins and what stands before it; nil when a letter, an amount or too much comes first.
    private func nextGroup(from start: Int) -> (next: Int, kind: Gap)? {
        let bytes = scan.bytes
        var kind = Gap.usual
        var place = start
        var endsLine = false
        var isBlank = true
        while place < bytes.count, place - start < Self.reach {
            switch bytes[place] {
            case 0x30...0x39:
                if endsLine {
                    kind = isBlank ? .lineEnd : .item
                } else if kind == .usual, place - start > 3 {
                    kind = .tabular
                }
                if place - start == 2, bytes[start + 1] == 0x20, [0x2E, 0x3A, 0x29].contains(bytes[start]) {
                    kind = .label
                }
                return place > start ? (place, kind) : nil
            case 0x20: break
            case 0x0A, 0x0D: endsLine = true
            case 0x28, 0x29, 0x2D, 0x2E, 0x2F: isBlank = false
            case 0x5F, 0x2A, 0x7E, 0x60, 0x27:
                isBlank = false
                if kind == .usual { kind = .ornament }
            case SkeletonText.other:
                guard !isCurrency(at: place) else { return nil }
                isBlank = false
                if kind == .usual { kind = .ornament }
            case 0x24, 0x25, 0x41...0x5A, 0x61...0x7A, SkeletonText.letter: return nil
            default:
                isBlank = false
                kind = .tabular
            }
            place += 1
        }
        return nil
    }

    private func isCurrency(at place: Int) -> Bool { Currency.isSign(scan.skeleton.scalar(at: place)) }

    /// The group without a first or last digit of another style than its neighbour's.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        guard !scan.skeleton.text.isASCII, range.count > 4 else { return range }
        var range = range
        let first = isOrnate(range.lowerBound)
        if first, !isOrnate(range.lowerBound + 1) { range = range.lowerBound + 1..<range.upperBound }
        if isOrnate(range.upperBound - 1), !isOrnate(range.upperBound - 2) {
            range = range.lowerBound..<range.upperBound - 1
        }
        return range
    }

    /// Whether a digit is raised, in a circle or on a key, and so may be a mark beside a number.
    private func isOrnate(_ place: Int) -> Bool {
        switch scan.skeleton.scalar(at: place) {
        case 0xB2, 0xB3, 0xB9, 0xBC...0xBE, 0x2070...0x2089, 0x2150...0x218F, 0x2460...0x249B, 0x24EA...0x24FF: true
        case 0x2776...0x2793, 0x1_F100...0x1_F10C: true
        // A key cap stands behind the digit, perhaps with a sign that asks for its picture in between.
        default: scan.skeleton.isFollowed(by: 0x20E3, at: place, within: 2)
        }
    }
}
