/// A judge's quote cut at its ellipses, ready to be looked for.
struct QuoteParts {
    /// Where a quote is in a text.
    enum Place: Equatable {
        /// Original scalar offsets, from the first part to the last.
        case found(Range<Int>)
        /// All parts are there in order, but the words left out negate.
        case elidesNegation
        /// Not in this text.
        case absent
    }

    /// The whole quote.
    let words: TokenizedText
    /// Folded parts in order, without surrounding punctuation.
    let parts: [[UInt32]]
    /// Why the quote cannot be used at all; nil when it can.
    let rejection: QuoteRejection?

    /// Words of a quote; a longer one is rejected.
    static let maximumWords = 400
    /// A longer gap than this between two parts, in folded scalars, is another passage.
    static let maximumGap = 600

    init(_ quote: String, dataMark: Unicode.Scalar?) {
        words = TokenizedText(quote, dataMark: dataMark)
        parts = Self.parts(words.normalized.scalars)
        let visible = parts.joined().count { $0 != 0x20 }
        if visible == 0 || words.words.isEmpty {
            rejection = .empty
        } else if words.words.count < 3, visible < 12 {
            rejection = .tooShort
        } else if words.words.count > Self.maximumWords {
            rejection = .tooLong
        } else {
            rejection = nil
        }
    }

    /// Looks for the parts in order; the earliest place of each.
    func place(in text: TokenizedText) -> Place {
        let folded = text.normalized
        guard let head = parts.first else { return .absent }
        var from = 0
        // A later occurrence of the first part may be the one with the rest near it.
        for _ in 0..<8 {
            guard let first = folded.firstRange(of: head, from: from) else { return .absent }
            if let place = follow(first, in: text) { return place }
            from = first.lowerBound + 1
        }
        return .absent
    }

    private func follow(_ first: Range<Int>, in text: TokenizedText) -> Place? {
        let folded = text.normalized
        var last = first
        var elides = false
        for part in parts.dropFirst() {
            let reach = last.upperBound + Self.maximumGap + part.count
            guard let next = folded.firstRange(of: part, from: last.upperBound, to: reach) else { return nil }
            let gap = last.upperBound..<next.lowerBound
            // A negation in another sentence is not part of what was quoted.
            if !elides, !folded.scalars[gap].contains(where: Self.endsSentence) {
                elides = text.words(startingIn: gap).contains(where: \.isNegation)
            }
            last = next
        }
        if elides { return .elidesNegation }
        return .found(folded.originalRange(first.lowerBound..<last.upperBound))
    }

    private static func endsSentence(_ value: UInt32) -> Bool { value == 0x2E || value == 0x21 || value == 0x3F }

    /// Cuts at runs of two or more full stops and trims what judges put around quotes.
    private static func parts(_ scalars: [UInt32]) -> [[UInt32]] {
        var parts: [[UInt32]] = []
        var current: [UInt32] = []
        var index = 0
        while index < scalars.count {
            var end = index
            while end < scalars.count, scalars[end] == 0x2E { end += 1 }
            if end - index >= 2 {
                parts.append(current)
                current = []
                index = end
            } else {
                current.append(scalars[index])
                index += 1
            }
        }
        parts.append(current)
        return parts.map(trimmed).filter { !$0.isEmpty }
    }

    private static func trimmed(_ part: [UInt32]) -> [UInt32] {
        func isEdge(_ value: UInt32) -> Bool {
            switch value {
            case 0x20, 0x22, 0x27, 0x2C, 0x2E, 0x3A, 0x3B, 0x5B, 0x5D, 0x28, 0x29, 0x2A: true
            default: false
            }
        }
        var part = part[...]
        while let first = part.first, isEdge(first) { part = part.dropFirst() }
        while let last = part.last, isEdge(last) { part = part.dropLast() }
        return Array(part)
    }
}
