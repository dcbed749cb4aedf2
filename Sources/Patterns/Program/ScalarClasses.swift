/// Scalars that no set of a pattern tells apart, as numbered classes.
struct ScalarClasses: Sendable {
    /// How many classes there are.
    let count: Int
    private let ascii: [Int32]
    /// Where runs of one class begin, ascending from 0.
    private let starts: [UInt32]
    private let runs: [Int32]
    /// For each set a bit for each class.
    private let members: [UInt64]
    private let words: Int

    init(_ sets: [ScalarSet]) {
        let starts = ScalarClasses.boundaries(of: sets)
        let runs = ScalarClasses.partition(starts, by: sets)
        let count = Int(runs.max() ?? 0) + 1
        let words = (count + 63) / 64
        var members = [UInt64](repeating: 0, count: sets.count * words)
        for (number, set) in sets.enumerated() {
            ScalarClasses.forEachRun(of: set, in: starts) { run in
                members[number * words + Int(runs[run]) >> 6] |= 1 << UInt64(runs[run] & 63)
            }
        }
        self.count = count
        self.words = words
        self.members = members
        var keptStarts: [UInt32] = []
        var keptRuns: [Int32] = []
        for (start, run) in zip(starts, runs) where run != keptRuns.last {
            keptStarts.append(start)
            keptRuns.append(run)
        }
        self.starts = keptStarts
        self.runs = keptRuns
        ascii = (UInt32(0)..<128).map { keptRuns[ScalarClasses.run(of: $0, in: keptStarts)] }
    }

    /// The class of a scalar.
    func number(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 128 { return Int(ascii[Int(scalar.value)]) }
        return Int(runs[ScalarClasses.run(of: scalar.value, in: starts)])
    }

    func isMember(_ number: Int, of set: Int) -> Bool {
        members[set * words + number >> 6] >> UInt64(number & 63) & 1 == 1
    }

    /// The only class of a set that has exactly one.
    func onlyClass(of set: Int) -> Int? {
        var found: Int?
        for word in 0..<words {
            let bits = members[set * words + word]
            guard bits != 0 else { continue }
            guard found == nil, bits.nonzeroBitCount == 1 else { return nil }
            found = word * 64 + bits.trailingZeroBitCount
        }
        return found
    }

    private static func boundaries(of sets: [ScalarSet]) -> [UInt32] {
        var starts: [UInt32] = [0]
        for range in sets.lazy.flatMap(\.ranges) {
            starts.append(range.lowerBound)
            if range.upperBound < 0x10FFFF { starts.append(range.upperBound + 1) }
        }
        starts.sort()
        var last: UInt32?
        return starts.filter { start in
            defer { last = start }
            return start != last
        }
    }

    /// Gives each run its class: begins with one class and splits it by each set.
    private static func partition(_ starts: [UInt32], by sets: [ScalarSet]) -> [Int32] {
        var classes = [Int32](repeating: 0, count: starts.count)
        var next: Int32 = 1
        for set in sets {
            var inside: [Int32: Int32] = [:]
            forEachRun(of: set, in: starts) { run in
                if let split = inside[classes[run]] {
                    classes[run] = split
                } else {
                    inside[classes[run]] = next
                    classes[run] = next
                    next += 1
                }
            }
        }
        var numbers: [Int32: Int32] = [:]
        return classes.map { old in
            let number = numbers[old] ?? Int32(numbers.count)
            numbers[old] = number
            return number
        }
    }

    private static func forEachRun(of set: ScalarSet, in starts: [UInt32], _ body: (Int) -> Void) {
        for range in set.ranges {
            var index = run(of: range.lowerBound, in: starts)
            while index < starts.count, starts[index] <= range.upperBound {
                body(index)
                index += 1
            }
        }
    }

    /// The last run that begins at or before `value`.
    private static func run(of value: UInt32, in starts: [UInt32]) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= value { low = middle } else { high = middle }
        }
        return low
    }
}
