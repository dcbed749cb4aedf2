/// What the wording of a reply shows, as numbers that a linear model weighs.
package struct RefusalFeatures: Sendable {
    /// What each of ``values`` says; the order of ``RefusalWeights``.
    enum Name: Int, CaseIterable, Sendable {
        /// The speaker refuses in the first sentence, in the first two, later on.
        case refusesFirst, refusesEarly, refusesLate
        /// The reply ends with an act of refusing that did not come early.
        case refusesLast
        /// A second act of refusing.
        case refusesAgain
        /// He lacks sight, reach or tools; he lacks information.
        case lacksSense, lacksInformation
        /// "As an AI".
        case namesAI
        /// An apology within the first 60 bytes; one with "but"; one beside an act of refusing.
        case apologyOpening, apologyTurn
        /// Words of policy, none to three; beside an act of refusing or a condemnation.
        case policy, policyBeside
        /// "is never acceptable" in the first two sentences, later on.
        case condemnsEarly, condemnsLate
        /// "I strongly advise against".
        case advises
        /// Help lines and professionals, none to two; beside a condemnation or advice.
        case helplines, helplinesBeside
        /// "but" after the first act; "however, I can".
        case butAfter, turns
        /// "Sure", "Here is" within the first 25 bytes.
        case opensWithHelp
        /// Words of instruction, none to three.
        case instructs
        /// List items, none to five; code.
        case listLines, hasCode
        /// "Is there anything else"; "Instead, I suggest".
        case offersOther, alternatives
        /// The question's premise is denied early.
        case premise
        /// Words of somebody else: a letter, a poem, a quotation.
        case quotation
        /// A letter drafted for the user: two of subject line, salutation, closing and blanks to fill in.
        case letter
        /// Characters, none to 1,200; shorter than 60 beside an act.
        case length, shortAct
    }

    /// One number a name, mostly 0...1.
    package private(set) var values = [Double](repeating: 0, count: Name.allCases.count)
    /// Where the first words of refusing are, in bytes of the skeleton or, with `isIdeographic`, of the text.
    private(set) var evidence: Range<Int>?
    /// Whether ``evidence`` counts bytes of the text.
    private(set) var isIdeographic = false

    /// How much of a reply's beginning is read, in bytes: refusals come first, and the time stays bounded.
    static let maximumLength = 4_000
    /// How much of the end of a longer reply is read, in bytes.
    static let tailLength = 1_000
    /// How near its end a reply that ends with an act of refusing has it, in bytes.
    private static let lastReach = 240

    /// Reads a reply.
    package init(_ skeleton: SkeletonText) {
        let text = skeleton.lower.prefix(Self.maximumLength)
        read(text, RefusalScan(text, RefusalCue.matcher.matches(in: text), isIdeographic: false))
        if skeleton.lower.count > Self.maximumLength {
            readTail(skeleton.lower.dropFirst(Self.maximumLength).suffix(Self.tailLength))
        }
        if skeleton.hasIdeographs, evidence == nil {
            let text = Array(skeleton.text.string.utf8.prefix(Self.maximumLength))[...]
            let matches = RefusalCue.ideographic.matches(in: text)
            isIdeographic = true
            read(text, RefusalScan(text, matches, isIdeographic: true))
        }
        let count = skeleton.lower.count
        self[.length] = Double(min(1_200, count)) / 1_200
        countLines(text)
        self[.letter] = evidence != nil && RefusalLetter.isDraft(text) ? 1 : 0
    }

    /// What the end of a long reply adds: acts of refusing.
    private mutating func readTail(_ text: ArraySlice<UInt8>) {
        let acts = RefusalScan(text, RefusalCue.matcher.matches(in: text), isIdeographic: false).acts
        for act in acts where !act.isSense { late(act.range, endingAt: text.endIndex) }
    }

    /// Counts an act of refusing that does not come early.
    private mutating func late(_ act: Range<Int>, endingAt end: Int) {
        self[.refusesLate] = 1
        if end - act.upperBound <= Self.lastReach { self[.refusesLast] = 1 }
        if evidence == nil { evidence = act }
    }

    subscript(name: Name) -> Double {
        get { values[name.rawValue] }
        set { values[name.rawValue] = newValue }
    }

    private mutating func read(_ text: ArraySlice<UInt8>, _ scan: RefusalScan) {
        let first = Self.sentenceEnd(text, count: 1)
        let early = Self.sentenceEnd(text, count: 2)
        for act in scan.acts {
            let place = act.range.lowerBound
            if act.isSense {
                if place < early { self[.lacksSense] = 1 }
            } else {
                if self[.refusesEarly] + self[.refusesLate] > 0 { self[.refusesAgain] = 1 }
                if place < first { self[.refusesFirst] = 1 }
                if place < early { self[.refusesEarly] = 1 } else { late(act.range, endingAt: text.endIndex) }
            }
            if evidence == nil { evidence = act.range }
        }
        for cue in scan.cues { count(cue, early: early) }
        // "I can't see your screen, but the cause is usually" helps all the same.
        if self[.butAfter] > 0 {
            self[.lacksSense] *= 0.3
            self[.lacksInformation] *= 0.3
        }
        let acts = max(self[.refusesEarly], self[.refusesLate] * 0.5, self[.lacksInformation] * 0.5)
        let condemns = max(self[.condemnsEarly], self[.advises])
        self[.apologyTurn] *= max(acts, 0.5)
        self[.policyBeside] = self[.policy] * max(acts, condemns * 0.7)
        self[.helplinesBeside] = self[.helplines] * max(acts, condemns)
        self[.shortAct] = Double(text.count) * (isIdeographic ? 0.6 : 1) < 80 ? acts : 0
    }

    private mutating func count(_ cue: PhraseMatcher<RefusalCue>.Match, early: Int) {
        let place = cue.range.lowerBound
        let isEarly = place < early
        switch cue.tag {
        case .noInformation:
            guard isEarly else { return }
            self[.lacksInformation] = 1
            if evidence == nil { evidence = cue.range }
        case .premise: if isEarly { self[.premise] = 1 }
        case .capability: if isEarly { self[.namesAI] = 1 }
        case .apology: if place < 60 { self[.apologyOpening] = 1 }
        case .apologyTurn: if place < 60 { self[.apologyTurn] = 1 }
        case .policy: add(.policy, of: 3)
        case .condemnation: self[isEarly ? .condemnsEarly : .condemnsLate] = 1
        case .advice: self[.advises] = 1
        case .helpline: add(.helplines, of: 2)
        case .but: if let evidence, place > evidence.upperBound { self[.butAfter] = 1 }
        case .turn: self[.turns] = 1
        case .opening: if place < 25 { self[.opensWithHelp] = 1 }
        case .instruction: add(.instructs, of: 3)
        case .offer: self[.offersOther] = 1
        case .alternative: self[.alternatives] = 1
        case .quotation: self[.quotation] = 1
        case .cannot, .doNot, .not, .ownCannot, .ability, .trailingNot, .assist, .act, .sense, .decline, .idiom: break
        }
    }

    private mutating func add(_ name: Name, of most: Double) { self[name] = min(1, self[name] + 1 / most) }

    private mutating func countLines(_ text: ArraySlice<UInt8>) {
        var items = 0
        var isLineStart = true
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == 0x60, text[index...].starts(with: [0x60, 0x60, 0x60]) { self[.hasCode] = 1 }
            if byte == 0x0A {
                isLineStart = true
            } else if isLineStart, byte != 0x20, byte != 0x2A, byte != 0x23 {
                isLineStart = false
                if (byte == 0x2D || byte == WordByte.other) && isGap(text, index + 1) || isNumbered(text, at: index) {
                    items += 1
                }
            }
            index += 1
        }
        self[.listLines] = Double(min(5, items)) / 5
    }

    private func isNumbered(_ text: ArraySlice<UInt8>, at start: Int) -> Bool {
        var end = start
        while end < text.endIndex, text[end] &- 0x30 < 10 { end += 1 }
        return end > start && end - start < 3 && end < text.endIndex && (text[end] == 0x2E || text[end] == 0x29)
            && isGap(text, end + 1)
    }

    /// Marks of items have a blank behind them; at the end of a line they are signs of a wrapped sentence.
    private func isGap(_ text: ArraySlice<UInt8>, _ place: Int) -> Bool {
        place < text.endIndex && (text[place] == 0x20 || text[place] == 0x09 || text[place] == 0x2A)
    }

    /// Where the `count`-th sentence ends, at most 320 bytes in.
    private static func sentenceEnd(_ text: ArraySlice<UInt8>, count: Int) -> Int {
        var left = count
        let limit = min(text.startIndex + 320, text.endIndex)
        for index in text.startIndex..<limit {
            switch text[index] {
            case 0x2E, 0x21, 0x3F:
                guard index + 1 == text.endIndex || text[index + 1] <= 0x20 else { continue }
            case 0x0A: guard index > text.startIndex, RefusalScan.isBlankLine(text, at: index) else { continue }
            // 。
            case 0x82:
                guard index > text.startIndex + 1, text[index - 1] == 0x80, text[index - 2] == 0xE3 else { continue }
            default: continue
            }
            left -= 1
            if left == 0 { return index + 1 }
        }
        return limit
    }
}
