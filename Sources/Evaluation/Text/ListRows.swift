/// The rows of the lists in a text: neighbouring lines that begin with a number or a bullet.
struct ListRows {
    /// Scalar ranges of the rows of each list, without the white space before them; only lists of two rows or more.
    let lists: [[Range<Int>]]

    init(_ text: ScalarText) {
        var lists: [[Range<Int>]] = []
        var current: [Range<Int>] = []
        var start = 0
        for end in 0...text.count where end == text.count || text.scalars[end] == 0x0A {
            let first = text.scalars[start..<end].firstIndex { !ScalarClass.isSpace($0) } ?? end
            if first < end, Self.isMarked(text.scalars[first..<end]) {
                current.append(first..<end)
            } else {
                if current.count > 1 { lists.append(current) }
                current = []
            }
            start = end + 1
        }
        if current.count > 1 { lists.append(current) }
        self.lists = lists
    }

    /// `1.`, `2)`, `-`, `*`, `•` and something behind it.
    private static func isMarked(_ line: ArraySlice<UInt32>) -> Bool {
        let digits = line.prefix { (0x30...0x39).contains($0) }
        guard digits.count <= 3 else { return false }
        let rest = line.dropFirst(digits.count)
        guard let mark = rest.first, let next = rest.dropFirst().first else { return false }
        let isMark = digits.isEmpty ? [0x2D, 0x2A, 0x2022].contains(mark) : [0x2E, 0x29, 0x3A].contains(mark)
        return isMark && ScalarClass.isSpace(next)
    }
}
