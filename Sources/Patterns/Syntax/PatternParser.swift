/// Reads a pattern into its tree. Open groups lie on a stack of its own, so no pattern exhausts the thread's.
struct PatternParser {
    /// A group whose end was not met yet; the first one is the whole pattern.
    struct OpenGroup {
        let offset: Int
        /// What holds again behind the group.
        let outerOptions: Pattern.Options
        var choices: [PatternNode] = []
        var parts: [PatternNode] = []
        /// Whether a quantifier may follow the last part.
        var canRepeat = false
    }

    let scalars: [Unicode.Scalar]
    var options: Pattern.Options
    var index = 0
    /// The different sets of scalars that the pattern names; the tree holds their numbers.
    private(set) var sets: [ScalarSet] = []
    private var numbers: [ScalarSet: Int] = [:]
    private(set) var assertions: Set<Assertion> = []
    var groups: [OpenGroup]
    var names: Set<String> = []

    init(scalars: [Unicode.Scalar], _ options: Pattern.Options) {
        self.scalars = scalars
        self.options = options
        groups = [OpenGroup(offset: 0, outerOptions: options)]
    }

    /// The tree of the whole pattern.
    mutating func parse() throws(PatternError) -> PatternNode {
        guard scalars.count <= Pattern.maximumLength else { throw error(.tooLong, at: Pattern.maximumLength) }
        while try takeLeadingFlags() {}
        while index < scalars.count { try parseNext() }
        guard groups.count == 1 else { throw error(.unclosedGroup, at: groups[groups.count - 1].offset) }
        let tree = closedGroup()
        guard tree.size < Pattern.maximumSize else { throw error(.tooLarge, at: 0) }
        return tree
    }

    private mutating func parseNext() throws(PatternError) {
        let start = index
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "(": try openGroup(at: start)
        case ")": try closeGroup(at: start)
        case "|":
            let last = groups.count - 1
            groups[last].choices.append(.sequence(groups[last].parts))
            groups[last].parts = []
            groups[last].canRepeat = false
        case "[": append(try characterClass(at: start))
        case ".": append(options.contains(.dotMatchesNewline) ? .all : lineEnds.inverted)
        case "^": append(options.contains(.multiline) ? .lineStart : .textStart)
        case "$": append(options.contains(.multiline) ? .lineEnd : .textEnd)
        case "\\": try appendEscape(at: start)
        case "*": try applyQuantifier(0, nil, at: start)
        case "+": try applyQuantifier(1, nil, at: start)
        case "?": try applyQuantifier(0, 1, at: start)
        case "{":
            if let (minimum, maximum) = try countedQuantifier(at: start) {
                try applyQuantifier(minimum, maximum, at: start)
            } else {
                append(literal: scalar)
            }
        default: append(literal: scalar)
        }
    }

    /// Ends the innermost group and gives its tree.
    mutating func closedGroup() -> PatternNode {
        let group = groups.removeLast()
        options = group.outerOptions
        return .alternatives(group.choices + [.sequence(group.parts)])
    }

    mutating func append(_ node: PatternNode, canRepeat: Bool) {
        groups[groups.count - 1].parts.append(node)
        groups[groups.count - 1].canRepeat = canRepeat
    }

    mutating func append(_ assertion: Assertion) {
        assertions.insert(assertion)
        append(.assertion(assertion), canRepeat: false)
    }

    mutating func append(_ set: ScalarSet) {
        let number = numbers[set] ?? sets.count
        if number == sets.count {
            numbers[set] = number
            sets.append(set)
        }
        append(.set(number), canRepeat: true)
    }

    mutating func append(literal scalar: Unicode.Scalar) {
        guard options.contains(.caseInsensitive) else { return append(ScalarSet(scalar)) }
        append(ScalarSet(CaseVariants.table.closing([scalar.value...scalar.value])))
    }

    var isECMAScript: Bool { options.contains(.ecmaScript) }
    var lineEnds: ScalarSet { .lineEnds(ecmaScript: isECMAScript) }

    func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        index += 1
        return true
    }

    func error(_ reason: PatternError.Reason, at offset: Int) -> PatternError {
        PatternError(reason: reason, offset: offset)
    }
}
