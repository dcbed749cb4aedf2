/// The general category of every code point, as runs of equal ones.
struct GeneralCategories: Sendable {
    /// Made once: asking the standard library about every scalar takes milliseconds.
    static let table = GeneralCategories()

    private let runs: [(range: ClosedRange<UInt32>, category: Unicode.GeneralCategory)]

    private init() {
        var runs: [(range: ClosedRange<UInt32>, category: Unicode.GeneralCategory)] = []
        var start: UInt32 = 0
        var current = Unicode.GeneralCategory.control
        for value in UInt32(0)...0x10FFFF {
            let category = Unicode.Scalar(value)?.properties.generalCategory ?? .surrogate
            guard category != current else { continue }
            runs.append((start...(value - 1), current))
            start = value
            current = category
        }
        runs.append((start...0x10FFFF, current))
        self.runs = runs
    }

    /// The code points whose category is one of `categories`.
    func ranges(of categories: Set<Unicode.GeneralCategory>) -> [ClosedRange<UInt32>] {
        runs.filter { categories.contains($0.category) }.map(\.range)
    }
}
