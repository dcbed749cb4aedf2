/// Collects folded scalars with where they came from: joins white space and puts combining marks into order.
struct FoldedScalars {
    private(set) var scalars: [UInt32] = []
    private(set) var origins: [Int32] = []
    private var pendingSpace: Int32 = -1
    private var marksFrom = -1

    init(capacity: Int) {
        scalars.reserveCapacity(capacity)
        origins.reserveCapacity(capacity)
    }

    /// White space: one space for a run, none at either end.
    @inline(__always)
    mutating func space(at place: Int32) {
        if pendingSpace < 0 { pendingSpace = place }
    }

    /// A visible scalar that is no mark.
    @inline(__always)
    mutating func append(_ value: UInt32, at place: Int32) {
        if marksFrom >= 0 { closeMarks() }
        if pendingSpace >= 0 { writeSpace() }
        scalars.append(value)
        origins.append(place)
    }

    /// A combining mark.
    mutating func append(mark: UInt32, at place: Int32) {
        if pendingSpace >= 0 {
            if marksFrom >= 0 { closeMarks() }
            writeSpace()
        }
        if marksFrom < 0 { marksFrom = scalars.count }
        scalars.append(mark)
        origins.append(place)
    }

    /// Puts the run of marks at the end into canonical order, so that equal characters are equal scalars.
    mutating func closeMarks() {
        defer { marksFrom = -1 }
        guard marksFrom >= 0, scalars.count - marksFrom > 1 else { return }
        let run = (scalars: scalars[marksFrom...], origins: origins[marksFrom...])
        let ranks = run.scalars.map(Self.rank)
        guard zip(ranks, ranks.dropFirst()).contains(where: { $0 > $1 }) else { return }
        // Marks of class 0 keep their place: only the stretches between them are sorted.
        var from = 0
        while from < ranks.count {
            guard ranks[from] > 0 else {
                from += 1
                continue
            }
            var to = from
            while to < ranks.count, ranks[to] > 0 { to += 1 }
            let sorted = (from..<to).sorted { (ranks[$0], $0) < (ranks[$1], $1) }
            for (place, source) in zip(from..<to, sorted) {
                scalars[marksFrom + place] = run.scalars[run.scalars.startIndex + source]
                origins[marksFrom + place] = run.origins[run.origins.startIndex + source]
            }
            from = to
        }
    }

    private mutating func writeSpace() {
        if !scalars.isEmpty {
            scalars.append(0x20)
            origins.append(pendingSpace)
        }
        pendingSpace = -1
    }

    /// The canonical combining class.
    private static func rank(_ mark: UInt32) -> UInt8 {
        switch mark {
        case 0x300...0x314, 0x33D...0x344, 0x346, 0x34A...0x34C: 230
        case 0x31B: 216
        case 0x323...0x326, 0x329...0x333: 220
        default: Unicode.Scalar(mark)?.properties.canonicalCombiningClass.rawValue ?? 0
        }
    }
}
