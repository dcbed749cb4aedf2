/// Says which line ends are structure and which only wrap a text.
///
/// A single line end inside a paragraph is white space, so that wrapping a text anew changes nothing. Blank lines, list
/// items, headings, rows of tables, quoted lines, fences and labels ("Name: …") are structure.
struct LineStructure {
    private let scalars: [UInt32]

    init(_ scalars: [UInt32]) { self.scalars = scalars }

    /// Whether the line end at `index` ends what stands before it; `lineStart` is where its line begins.
    func endsBlock(at index: Int, lineStart: Int) -> Bool {
        if scalars[index] == 0x2029 { return true }
        let next = skipIndent(from: index + 1)
        guard next < scalars.count else { return true }
        return Self.isLineEnd(scalars[next]) || startsBlock(at: next) || isWholeLine(at: skipIndent(from: lineStart))
    }

    /// Where the text goes on after blanks and after line ends that only wrap it.
    func skipBlanks(from start: Int, lineStart: Int) -> Int {
        var place = start
        while place < scalars.count {
            switch scalars[place] {
            case 0x20, 0x09, 0xA0: place += 1
            case let mark where Self.isLineEnd(mark):
                let isPair = mark == 0x0D && value(at: place + 1) == 0x0A
                guard isPair || !endsBlock(at: place, lineStart: lineStart) else { return place }
                place += 1
            default: return place
            }
        }
        return place
    }

    /// Line feed, carriage return, next line, and the separators of lines and paragraphs.
    static func isLineEnd(_ value: UInt32) -> Bool {
        value == 0x0A || value == 0x0D || value == 0x85 || value == 0x2028 || value == 0x2029
    }

    /// Whether what stands at the start of a line begins something new.
    private func startsBlock(at place: Int) -> Bool {
        switch scalars[place] {
        case 0x2D, 0x2A, 0x2B, 0x2022, 0x2023, 0x25AA, 0x25CF, 0x25E6, 0xB7: isGap(place + 1)
        case 0x23: isHeading(at: place)
        case 0x3E: isGap(place + 1) || value(at: place + 1) == 0x3E
        case 0x7C: true
        case 0x60, 0x7E: isFence(at: place)
        case 0x30...0x39: isNumber(at: place)
        default: isOption(at: place) || isLabel(at: place)
        }
    }

    /// Whether a line is something of its own, which the next line does not go on with.
    private func isWholeLine(at place: Int) -> Bool {
        switch value(at: place) {
        case 0x23: isHeading(at: place)
        case 0x7C: true
        case 0x60, 0x7E: isFence(at: place)
        default: false
        }
    }

    private func isHeading(at place: Int) -> Bool {
        var end = place
        while end - place < 7, value(at: end) == 0x23 { end += 1 }
        return end > place && isGap(end)
    }

    private func isFence(at place: Int) -> Bool {
        let mark = value(at: place)
        return value(at: place + 1) == mark && value(at: place + 2) == mark
    }

    /// "12. ", "3) ".
    private func isNumber(at place: Int) -> Bool {
        var end = place
        while end - place < 3, ScalarClass.isDigit(value(at: end)) { end += 1 }
        return (value(at: end) == 0x2E || value(at: end) == 0x29) && isGap(end + 1)
    }

    /// "a) ", "B. ": the choices of a question. Later letters with a full stop are initials.
    private func isOption(at place: Int) -> Bool {
        let letter = value(at: place) | 0x20
        guard 0x61...0x7A ~= letter, isGap(place + 2) else { return false }
        return value(at: place + 1) == 0x29 || value(at: place + 1) == 0x2E && letter <= 0x65
    }

    /// A capital, up to four words and a colon with something behind it.
    private func isLabel(at place: Int) -> Bool {
        guard ScalarClass.isUppercase(value(at: place)) else { return false }
        var words = 1
        var end = place
        while end - place < 32 {
            let scalar = value(at: end)
            if scalar == 0x3A { return isGap(end + 1) }
            if scalar == 0x20 {
                words += 1
                guard words <= 4 else { return false }
            } else if !ScalarClass.isLetter(scalar), !ScalarClass.isMark(scalar), !ScalarClass.isDigit(scalar) {
                return false
            }
            end += 1
        }
        return false
    }

    private func skipIndent(from start: Int) -> Int {
        var place = start
        while place < scalars.count, scalars[place] == 0x20 || scalars[place] == 0x09 { place += 1 }
        return place
    }

    private func isGap(_ place: Int) -> Bool { value(at: place) == 0x20 || value(at: place) == 0x09 }

    private func value(at place: Int) -> UInt32 { place < scalars.count ? scalars[place] : 0 }
}
