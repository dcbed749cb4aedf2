extension PatternParser {
    /// Repeats the last part; the reader stands behind the quantifier, before `?` or `+`.
    mutating func applyQuantifier(_ minimum: Int, _ maximum: Int?, at start: Int) throws(PatternError) {
        let last = groups.count - 1
        guard groups[last].canRepeat, let body = groups[last].parts.popLast() else {
            throw error(.nothingToRepeat, at: start)
        }
        let isGreedy = !take("?")
        if isGreedy, peek() == "+" { throw error(.possessive, at: index) }
        let node = PatternNode.repetition(body, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
        guard node.size < Pattern.maximumSize else { throw error(.tooLarge, at: start) }
        append(node, canRepeat: false)
    }

    /// Reads `n}`, `n,}` or `n,m}`; nil, and nothing read, when the brace begins none of them and stands for itself.
    mutating func countedQuantifier(at start: Int) throws(PatternError) -> (minimum: Int, maximum: Int?)? {
        let afterBrace = index
        let minimum = number()
        var maximum = minimum
        let hasComma = take(",")
        if hasComma { maximum = number() }
        guard take("}") else {
            index = afterBrace
            return nil
        }
        guard let minimum else {
            // Python reads `{,n}` as `{0,n}`, ECMA-262 as text; `{}` is text in both.
            if hasComma { throw error(.missingMinimum, at: start) }
            index = afterBrace
            return nil
        }
        if let maximum, maximum < minimum { throw error(.invalidRepeat, at: start) }
        return (minimum, maximum)
    }

    /// A decimal number, counted no further than a number that is refused as too large anyway.
    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek(), ("0"..."9").contains(digit) {
            value = min(PatternNode.sizeCeiling, (value ?? 0) * 10 + Int(digit.value - 0x30))
            index += 1
        }
        return value
    }
}
