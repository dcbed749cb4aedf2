extension PatternParser {
    /// Opens a group; the reader stands behind its parenthesis.
    mutating func openGroup(at start: Int) throws(PatternError) {
        guard groups.count <= Pattern.maximumNesting else { throw error(.tooDeep, at: start) }
        let outer = options
        if take("?") { try readGroupKind(at: start) }
        groups.append(OpenGroup(offset: start, outerOptions: outer))
    }

    mutating func closeGroup(at start: Int) throws(PatternError) {
        guard groups.count > 1 else { throw error(.unopenedGroup, at: start) }
        append(closedGroup(), canRepeat: true)
    }

    private mutating func readGroupKind(at start: Int) throws(PatternError) {
        guard let kind = peek() else { throw error(.unclosedGroup, at: start) }
        switch kind {
        case ":": index += 1
        case "<":
            index += 1
            if peek() == "=" || peek() == "!" { throw error(.lookaround, at: start) }
            try readName(at: start)
        case "P":
            index += 1
            switch peek() {
            case "<":
                index += 1
                try readName(at: start)
            case "=": throw error(.backreference, at: start)
            case ">": throw error(.recursion, at: start)
            default: throw error(.unknownGroup, at: start)
            }
        case "=", "!": throw error(.lookaround, at: start)
        case ">": throw error(.atomicGroup, at: start)
        case "(": throw error(.conditional, at: start)
        case "#": throw error(.comment, at: start)
        case "R", "&", "0"..."9": throw error(.recursion, at: start)
        case "a"..."z", "A"..."Z", "-":
            let (flags, end) = try readFlags(at: start)
            guard end == ":" else { throw error(.flagsInside, at: start) }
            options = flags
        default: throw error(.unknownGroup, at: start)
        }
    }

    /// Reads `(?ims)` at the pattern's start; false when something else stands there.
    mutating func takeLeadingFlags() throws(PatternError) -> Bool {
        let start = index
        guard peek() == "(", peek(1) == "?", let letter = peek(2), ("a"..."z").contains(letter) else {
            return false
        }
        index += 2
        let (flags, end) = try readFlags(at: start)
        guard end == ")" else {
            index = start
            return false
        }
        options = flags
        groups[0] = OpenGroup(offset: 0, outerOptions: flags)
        return true
    }

    /// Reads the flags between `(?` and the `:` or `)` that ends them.
    private mutating func readFlags(at start: Int) throws(PatternError) -> (Pattern.Options, end: Unicode.Scalar) {
        var flags = options
        var isAdding = true
        while let scalar = peek() {
            let offset = index
            index += 1
            let flag: Pattern.Options
            switch scalar {
            case ":", ")": return (flags, scalar)
            case "-" where isAdding:
                isAdding = false
                continue
            case "i": flag = .caseInsensitive
            case "m": flag = .multiline
            case "s": flag = .dotMatchesNewline
            case "u" where isAdding: continue
            default: throw error(.unknownFlag, at: offset)
            }
            if isAdding { flags.insert(flag) } else { flags.remove(flag) }
        }
        throw error(.unclosedGroup, at: start)
    }

    /// Reads `name>`. Names are checked and forgotten: what groups capture is not kept.
    private mutating func readName(at start: Int) throws(PatternError) {
        let nameStart = index
        var name = String.UnicodeScalarView()
        while let scalar = peek(), scalar != ">" {
            let isDigit = scalar.properties.generalCategory == .decimalNumber
            guard scalar == "_" || scalar.properties.isAlphabetic || (isDigit && !name.isEmpty) else {
                throw error(.invalidName, at: nameStart)
            }
            name.append(scalar)
            index += 1
        }
        guard !name.isEmpty, take(">") else { throw error(.invalidName, at: nameStart) }
        guard names.insert(String(name)).inserted else { throw error(.repeatedName, at: nameStart) }
    }
}
