/// A pattern's syntax tree. Its depth is bounded by `Pattern.maximumNesting`.
struct PatternNode: Sendable {
    indirect enum Kind: Sendable {
        case empty
        /// One scalar of the set with this number in `PatternParser.sets`.
        case set(Int)
        case assertion(Assertion)
        case sequence([PatternNode])
        /// The first that matches is preferred.
        case alternatives([PatternNode])
        /// `maximum` nil: as often as there is text.
        case repetition(PatternNode, minimum: Int, maximum: Int?, isGreedy: Bool)
    }

    let kind: Kind
    /// Instructions it compiles to, counted no further than `sizeCeiling`; at least one for each copy of a repetition.
    let size: Int
    /// Whether it matches the empty text somewhere.
    let isNullable: Bool

    /// Where counting ends; far beyond what is allowed and far from overflowing.
    static let sizeCeiling = 1_000_000

    static let empty = PatternNode(kind: .empty, size: 0, isNullable: true)

    static func set(_ number: Int) -> PatternNode { PatternNode(kind: .set(number), size: 1, isNullable: false) }

    static func assertion(_ assertion: Assertion) -> PatternNode {
        PatternNode(kind: .assertion(assertion), size: 1, isNullable: true)
    }

    static func sequence(_ parts: [PatternNode]) -> PatternNode {
        if parts.isEmpty { return .empty }
        if parts.count == 1 { return parts[0] }
        let size = parts.reduce(0) { min(sizeCeiling, $0 + $1.size) }
        return PatternNode(kind: .sequence(parts), size: size, isNullable: parts.allSatisfy(\.isNullable))
    }

    static func alternatives(_ choices: [PatternNode]) -> PatternNode {
        if choices.count == 1 { return choices[0] }
        let size = choices.reduce(-2) { min(sizeCeiling, $0 + $1.size + 2) }
        return PatternNode(kind: .alternatives(choices), size: size, isNullable: choices.contains(where: \.isNullable))
    }

    static func repetition(_ body: PatternNode, minimum: Int, maximum: Int?, isGreedy: Bool) -> PatternNode {
        let copy = max(1, body.size)
        let size =
            switch maximum {
            case nil: copy * max(1, minimum) + 2
            case let maximum?: copy * maximum + (maximum - minimum)
            }
        return PatternNode(
            kind: .repetition(body, minimum: minimum, maximum: maximum, isGreedy: isGreedy),
            size: min(sizeCeiling, size), isNullable: minimum == 0 || body.isNullable)
    }
}

/// What holds between two scalars of the text.
enum Assertion: Hashable, Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
}
