/// Some neighbouring groups of digits, as in "4111 1111 1111 1111": at most 19 digits in at most eight groups.
///
/// Packed into integers: hostile text makes millions of them.
struct DigitWindow {
    /// The digits read as one number.
    private(set) var value: UInt64 = 0
    /// How many digits, leading zeros included.
    private(set) var count = 0
    /// How many groups.
    private(set) var groupCount = 0
    /// From the first digit to after the last, in bytes of the skeleton.
    private(set) var range: Range<Int>
    /// Whether no digits of the same run come before or after.
    var isWholeRun = false
    /// Four bits per digit, the last one lowest.
    private var nibbles: UInt128 = 0
    /// One byte per group: its length.
    private var lengths: UInt64 = 0
    /// One byte per gap: the first byte of the separator.
    private var separators: UInt64 = 0

    init(start: Int) { range = start..<start }

    /// Groups with hyphens between them, whatever stands there; joined, all are one group.
    init(_ groups: [Range<Int>], in bytes: [UInt8], isJoined: Bool = false) {
        self.init(start: groups.first?.lowerBound ?? 0)
        for group in groups { append(group, separator: 0x2D, in: bytes) }
        if isJoined {
            groupCount = 1
            lengths = UInt64(count)
        }
    }

    /// Adds a group of digits, `separator` being the byte before it.
    mutating func append(_ group: Range<Int>, separator: UInt8, in bytes: [UInt8]) {
        if groupCount > 0 { separators |= UInt64(separator) << UInt64(8 * (groupCount - 1)) }
        lengths |= UInt64(group.count) << UInt64(8 * groupCount)
        for place in group {
            let digit = bytes[place] &- 0x30
            value = value &* 10 &+ UInt64(digit)
            nibbles = nibbles << 4 | UInt128(digit)
        }
        count += group.count
        groupCount += 1
        range = range.lowerBound..<group.upperBound
    }

    /// The length of a group.
    func length(_ group: Int) -> Int { Int(lengths >> UInt64(8 * group) & 0xFF) }

    /// The byte after a group.
    func separator(_ gap: Int) -> UInt8 { UInt8(separators >> UInt64(8 * gap) & 0xFF) }

    /// Whether the groups have these lengths.
    func isGrouped(_ expected: Int...) -> Bool {
        expected.count == groupCount && expected.indices.allSatisfy { length($0) == expected[$0] }
    }

    /// Whether all gaps have the same separator; true for one group.
    var isUniform: Bool { (0..<max(0, groupCount - 1)).allSatisfy { separator($0) == separator(0) } }

    /// Whether a gap has this separator.
    func hasSeparator(_ byte: UInt8) -> Bool { (0..<max(0, groupCount - 1)).contains { separator($0) == byte } }

    /// The number that `length` digits from `start` spell.
    func number(_ start: Int, _ length: Int) -> Int {
        guard start >= 0, length >= 0, start + length <= count else { return -1 }
        var number = 0
        for place in start..<start + length { number = number * 10 + digit(place) }
        return number
    }

    /// One digit.
    func digit(_ place: Int) -> Int { Int(truncatingIfNeeded: nibbles >> UInt128(4 * (count - 1 - place))) & 0xF }

    /// The sum of digits times weights, from the first digit on.
    func weighted(_ weights: [Int]) -> Int {
        var sum = 0
        for (place, weight) in weights.enumerated() where place < count { sum += digit(place) * weight }
        return sum
    }

    /// Whether the digits count up or down by one, as in "0123456789".
    var isSequence: Bool {
        let step = count > 1 ? (digit(1) - digit(0) + 10) % 10 : 0
        return (step == 1 || step == 9) && (1..<count).allSatisfy { (digit($0) - digit($0 - 1) + 10) % 10 == step }
    }

    /// Whether every digit is the same.
    var isRepeated: Bool { (1..<max(1, count)).allSatisfy { number($0, 1) == number(0, 1) } }
}
