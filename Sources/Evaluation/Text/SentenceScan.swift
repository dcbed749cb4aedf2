/// One pass over a text that finds where its sentences end.
struct SentenceScan {
    let text: ScalarText
    let maximumLength: Int
    /// Scalar ranges of the sentences found, without surrounding white space.
    private(set) var pieces: [Range<Int>] = []
    private var start = 0
    private var index = 0
    /// False once a fence without an end was met: looking for ends again and again would not be linear.
    private var fencesAreClosed = true
    /// Where the line under way begins.
    private var lineStart = 0
    private let scalars: [UInt32]
    private let lines: LineStructure

    init(text: ScalarText, maximumLength: Int) {
        self.text = text
        scalars = text.scalars
        lines = LineStructure(text.scalars)
        self.maximumLength = maximumLength
    }

    mutating func run() {
        var atLineStart = true
        while index < scalars.count {
            if atLineStart, let end = fenceEnd(at: index) {
                close(at: index)
                closeCode(at: end)
                continue
            }
            let value = scalars[index]
            atLineStart = false
            switch value {
            case 0x0A, 0x0D, 0x2028, 0x2029, 0x85:
                atLineStart = true
                // A pair of carriage return and line feed is one line end.
                let isPair = value == 0x0D && index + 1 < scalars.count && scalars[index + 1] == 0x0A
                if !isPair, lines.endsBlock(at: index, lineStart: lineStart) { close(at: index) }
                index += 1
                lineStart = index
            case 0x21, 0x2E, 0x3F, 0x2026:
                index = stop(at: index)
            case 0x3002, 0xFF01, 0xFF1F, 0xFF61:
                index = skipClosers(from: skipStops(from: index))
                close(at: index)
            default:
                index += 1
            }
            if index - start >= maximumLength { cutLong() }
        }
        close(at: scalars.count)
    }

    // MARK: Pieces

    /// Ends the current sentence before `end`.
    private mutating func close(at end: Int) {
        if start < end { append(start..<end) }
        start = end
    }

    /// Ends a block of code at `end`: a short one is one sentence, a longer one is cut at the ends of its lines.
    private mutating func closeCode(at end: Int) {
        while index < end {
            let next = min(end, lineEnd(from: index) + 1)
            if next - start > maximumLength { close(at: index) }
            index = next
            if index - start > maximumLength { cutLong() }
        }
        close(at: end)
    }

    private mutating func append(_ range: Range<Int>) {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, isBlank(scalars[lower]) { lower += 1 }
        while lower < upper, isBlank(scalars[upper - 1]) { upper -= 1 }
        if lower < upper { pieces.append(lower..<upper) }
    }

    private mutating func cutLong() {
        while index - start >= maximumLength {
            let limit = start + maximumLength
            var cut = limit
            let floor = limit - maximumLength / 5
            while cut > floor, !ScalarClass.isSpace(scalars[cut - 1]) { cut -= 1 }
            close(at: cut > floor && cut > start ? cut : limit)
        }
    }

    private func isBlank(_ value: UInt32) -> Bool { ScalarClass.isSpace(value) }

    // MARK: Lines

    /// The end of the closed code fence that opens at a line start, or nil.
    private mutating func fenceEnd(at start: Int) -> Int? {
        guard fencesAreClosed, let mark = fenceMark(at: start) else { return nil }
        var line = lineEnd(from: start)
        while line < scalars.count {
            let next = line + 1
            line = lineEnd(from: next)
            if fenceMark(at: next) == mark { return line }
        }
        fencesAreClosed = false
        return nil
    }

    private func fenceMark(at start: Int) -> UInt32? {
        var place = start
        while place < scalars.count, place < start + 8, scalars[place] == 0x20 { place += 1 }
        guard place + 2 < scalars.count else { return nil }
        let mark = scalars[place]
        guard mark == 0x60 || mark == 0x7E, scalars[place + 1] == mark, scalars[place + 2] == mark else { return nil }
        return mark
    }

    private func lineEnd(from start: Int) -> Int {
        var place = start
        while place < scalars.count, scalars[place] != 0x0A { place += 1 }
        return place
    }

    // MARK: Stops

    private func isStop(_ value: UInt32) -> Bool {
        switch value {
        case 0x21, 0x2E, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF61: true
        default: false
        }
    }

    private func isCloser(_ value: UInt32) -> Bool {
        switch value {
        case 0x22, 0x27, 0x29, 0x2A, 0x5D, 0x5F, 0x7D, 0xBB, 0x2019, 0x201D, 0x300D, 0x300F, 0x3011, 0xFF09: true
        default: false
        }
    }

    private func skipStops(from start: Int) -> Int {
        var place = start
        while place < scalars.count, isStop(scalars[place]) { place += 1 }
        return place
    }

    private func skipClosers(from start: Int) -> Int {
        var place = start
        while place < scalars.count, isCloser(scalars[place]) { place += 1 }
        return place
    }

    /// Handles `.`, `!`, `?`, `…` at `place`: closes the sentence if it ends here; returns where to go on.
    private mutating func stop(at place: Int) -> Int {
        let afterStops = skipStops(from: place)
        let afterClosers = skipCitations(from: skipClosers(from: afterStops))
        let isEnd = afterClosers == scalars.count
        guard isEnd || ScalarClass.isSpace(scalars[afterClosers]) else { return afterStops }
        let next = lines.skipBlanks(from: afterClosers, lineStart: lineStart)
        let strong = scalars[place..<afterStops].contains { $0 == 0x21 || $0 == 0x3F || $0 > 0x2FFF }
        let goesOn = next < scalars.count && ScalarClass.isLowercase(scalars[next])
        if strong {
            // "Really?" he asked.
            if !(goesOn && afterClosers > afterStops) { close(at: afterClosers) }
        } else if !goesOn, afterStops - place > 1 || !isInnerStop(at: place, next: next) {
            close(at: afterClosers)
        } else if goesOn, afterStops - place == 1, !isAbbreviation(at: place), afterClosers == afterStops {
            // Careless writers begin sentences in lower case; only a known short form or an ellipsis goes on.
            close(at: afterClosers)
        }
        return afterClosers
    }

    /// Footnote marks glued to the stop belong to it, as in "done.[1][2] Next".
    private func skipCitations(from start: Int) -> Int {
        var end = start
        while end < scalars.count, scalars[end] == 0x5B {
            var place = end + 1
            while place < scalars.count, place - end < 5, ScalarClass.isDigit(scalars[place]) { place += 1 }
            guard place > end + 1, place < scalars.count, scalars[place] == 0x5D else { break }
            end = place + 1
        }
        return end
    }

    private func isAbbreviation(at place: Int) -> Bool {
        let word = word(before: place)
        return word.count <= 1 || word.contains(0x2E) || Abbreviations.kinds[WordKey.key(word)] != nil
    }

    /// Whether the single full stop at `place` belongs to an abbreviation, an initial or a list number.
    private func isInnerStop(at place: Int, next: Int) -> Bool {
        let word = word(before: place)
        guard next < scalars.count, !LineStructure.isLineEnd(scalars[next]) else { return false }
        if isListNumber(before: place, next: next) { return true }
        guard !word.isEmpty else { return false }
        if let kind = Abbreviations.kinds[WordKey.key(word)] {
            switch kind {
            case .inner: return true
            case .beforeNumber: return ScalarClass.isDigit(scalars[next])
            case .closing: return !ScalarClass.isUppercase(scalars[next])
            case .ambiguous: return !startsSentence(at: next)
            }
        }
        // The initial of a name: "J. Smith", but not "vitamin C. It".
        guard word.count == 1, ScalarClass.isUppercase(scalars[place - 1]) else { return false }
        return !startsSentence(at: next)
    }

    /// "12." or "a." that nothing but marks comes before: it numbers an item. At the start of a line a blank follows, or
    /// the number is the end of a wrapped sentence.
    private func isListNumber(before place: Int, next: Int) -> Bool {
        var first = place
        while first > start, place - first < 4, ScalarClass.isDigit(scalars[first - 1]) { first -= 1 }
        if first == place, place > start, ScalarClass.isLetter(scalars[place - 1]) { first -= 1 }
        guard first < place else { return false }
        var before = first
        var isLineStart = false
        while before > start, place - before < 12 {
            let value = scalars[before - 1]
            isLineStart = isLineStart || LineStructure.isLineEnd(value)
            guard ScalarClass.isSpace(value) || value == 0x2A || value == 0x23 || value == 0x3E else {
                return isLineStart && !scalars[place..<next].contains(where: LineStructure.isLineEnd)
            }
            before -= 1
        }
        return before == start
    }

    /// The lower-case word before `place`, with inner full stops ("e.g"), at most 12 scalars.
    private func word(before place: Int) -> ArraySlice<UInt32> {
        var first = place
        while first > start, place - first < 12 {
            let value = scalars[first - 1]
            guard ScalarClass.isLetter(value) || value == 0x2E || value == 0x2F else { break }
            first -= 1
        }
        return scalars[first..<place].map(ScalarClass.lowered)[...]
    }

    /// Whether the word at `place` begins sentences.
    private func startsSentence(at place: Int) -> Bool {
        var end = place
        while end < scalars.count, end - place < 12, ScalarClass.isLetter(scalars[end]) { end += 1 }
        return Abbreviations.starters[WordKey.key(scalars[place..<end].map(ScalarClass.lowered)[...])] != nil
    }
}
