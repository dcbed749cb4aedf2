extension PatternParser {
    /// Reads a character class; the reader stands behind its bracket.
    mutating func characterClass(at start: Int) throws(PatternError) -> ScalarSet {
        let isNegated = take("^")
        // Python takes a bracket here for itself, ECMA-262 for the end of an empty class.
        if peek() == "]" { throw error(.ambiguousBracket, at: index) }
        var folded: [ClosedRange<UInt32>] = []
        var fixed: [ClosedRange<UInt32>] = []
        while !take("]") {
            let itemStart = index
            switch try classItem(inClassAt: start) {
            case .fixed(let set):
                try refuseRange(from: itemStart)
                fixed += set.ranges
            case .property(let set):
                try refuseRange(from: itemStart)
                folded += set.ranges
            case .scalar(let first):
                guard isRangeAhead else {
                    folded.append(first.value...first.value)
                    continue
                }
                index += 1
                guard case .scalar(let last) = try classItem(inClassAt: start), first <= last else {
                    throw error(.invalidRange, at: itemStart)
                }
                folded.append(first.value...last.value)
            }
        }
        if options.contains(.caseInsensitive) { folded = CaseVariants.table.closing(folded) }
        let set = ScalarSet(folded + fixed)
        return isNegated ? set.inverted : set
    }

    /// Whether a hyphen follows that does not end the class.
    private var isRangeAhead: Bool { peek() == "-" && peek(1) != nil && peek(1) != "]" }

    private func refuseRange(from itemStart: Int) throws(PatternError) {
        if isRangeAhead { throw error(.invalidRange, at: itemStart) }
    }

    private mutating func classItem(inClassAt start: Int) throws(PatternError) -> Escape {
        guard let scalar = peek() else { throw error(.unclosedClass, at: start) }
        let itemStart = index
        index += 1
        if scalar == "[", peek() == ":" { throw error(.posixClass, at: itemStart) }
        guard scalar == "\\" else { return .scalar(scalar) }
        switch peek() {
        case "b":
            index += 1
            return .scalar("\u{8}")
        case "B", "A", "Z", "z", "k": throw error(.classEscape, at: itemStart)
        case let digit? where ("1"..."9").contains(digit): throw error(.octalEscape, at: itemStart)
        default: return try escape(at: itemStart)
        }
    }
}
