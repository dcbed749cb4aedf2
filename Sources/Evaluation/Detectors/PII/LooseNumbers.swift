/// Finds numbers that are written as hardly anybody writes them: with ornaments between their groups, on several lines,
/// or together with the word that names them.
///
/// Such signs join numbers that have nothing to do with each other as well, so only shapes that a number is printed in
/// count, and most need check digits besides.
struct LooseNumbers {
    private let scan: PIIScan
    private var candidates: [PIICandidate] = []

    /// Everything found from an offset on. Linear time: every group begins a few windows.
    static func find(in scan: PIIScan, from start: Int) -> [PIICandidate] {
        var numbers = LooseNumbers(scan)
        var run = LooseRun(scan, from: start)
        while run.read() {
            if run.digitCount >= 9 { numbers.recognize(run) }
        }
        return numbers.candidates
    }

    private init(_ scan: PIIScan) { self.scan = scan }

    private mutating func recognize(_ run: LooseRun) {
        let groups = run.groups
        for first in groups.indices {
            switch groups[first].range.count {
            case 13...19: if isMarked(groups[first]) { card(groups, first, 1) }
            case 4: cards(groups, first)
            case 3: if isShaped(groups, first, [3, 2, 4]) { socialSecurity(groups, first) }
            default: break
            }
        }
        guard groups.count > 1, groups.count <= DigitRuns.maximumDigits else { return }
        named(run)
    }

    /// 4-4-4-4, with one to three digits behind them, 4-6-5 and 4-6-4.
    private mutating func cards(_ groups: [LooseRun.Group], _ first: Int) {
        let shapes = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4]]
        for shape in shapes where isShaped(groups, first, shape) {
            card(groups, first, shape.count)
            if shape.count == 4, first + 4 < groups.count, groups[first + 4].range.count < 4 { card(groups, first, 5) }
        }
    }

    /// Whether something stands at a group that keeps ``DigitRuns`` from reading it.
    private func isMarked(_ group: LooseRun.Group) -> Bool {
        group.isTrimmed || PIIScan.isGlue(scan.byte(group.range.lowerBound - 1))
            || PIIScan.isGlue(scan.byte(group.range.upperBound))
    }

    private func isShaped(_ groups: [LooseRun.Group], _ first: Int, _ shape: [Int]) -> Bool {
        guard first + shape.count <= groups.count else { return false }
        return shape.indices.allSatisfy { groups[first + $0].range.count == shape[$0] }
    }

    private mutating func card(_ groups: [LooseRun.Group], _ first: Int, _ count: Int) {
        let window = DigitWindow(groups[first..<first + count].map(\.range), in: scan.bytes)
        guard CardRecognizer.isPossible(window), NumberGlue.mayBegin(at: window.range.lowerBound, in: scan),
            NumberGlue.mayEnd(at: window.range.upperBound, in: scan)
        else { return }
        let gaps = groups[first + 1..<first + count].map(\.gap)
        let isTabular = gaps.contains { $0 != .usual && $0 != .ornament }
        let isInline = !isTabular && window.count >= 15 && isInStep(groups, first, count)
        let isApart = isInline || count == 1 || isAlone(groups, first, count) && !gaps.contains(.item)
        CardRecognizer.recognizeLoose(window, isTabular: isTabular, isApart: isApart, in: scan)
            .map { candidates.append($0) }
    }

    /// Whether nothing but a label comes before and nothing after, as a table would have.
    private func isAlone(_ groups: [LooseRun.Group], _ first: Int, _ count: Int) -> Bool {
        guard first + count == groups.count else { return false }
        return groups[first].gap == .none || groups[first].gap == .label
    }

    /// Whether no other groups of four go on before or behind, unless four make a card of their own.
    private func isInStep(_ groups: [LooseRun.Group], _ first: Int, _ count: Int) -> Bool {
        let before = groups[..<first].suffix(4).reversed().prefix { $0.range.count == 4 }.count
        let behind = groups[(first + count)...].prefix(4).prefix { $0.range.count == 4 }
        if behind.count == 1, before % 4 == 0 {
            return CardRecognizer.isExpiry(scan.bytes[behind[behind.startIndex].range])
        }
        return before % 4 == 0 && behind.count % 4 == 0
    }

    private mutating func socialSecurity(_ groups: [LooseRun.Group], _ first: Int) {
        let gaps = groups[first + 1...first + 2].map(\.gap)
        let window = DigitWindow(groups[first..<first + 3].map(\.range), in: scan.bytes)
        guard !PIIScan.isGlue(scan.byte(window.range.upperBound)) else { return }
        let isNamed = scan.hints(near: window.range).contains(.usSSN)
        let isGlued = PIIScan.isGlue(scan.byte(window.range.lowerBound - 1))
        guard isNamed ? !gaps.contains(.label) : !isGlued && isAlone(groups, first, 3) && isLowLined(window) else {
            return
        }
        SSNRecognizer.recognize(window, in: scan).map { candidates.append($0) }
    }

    /// "536_22_8726" is no product and no list; "100_20_3000" may be a size.
    private func isLowLined(_ window: DigitWindow) -> Bool {
        scan.byte(window.range.lowerBound + 3) == 0x5F && scan.byte(window.range.upperBound - 5) == 0x5F
            && window.number(5, 4) % 100 != 0
    }

    /// Whole runs that a word names: identity numbers and telephones with ornaments, cards in any groups.
    private mutating func named(_ run: LooseRun) {
        let groups = run.groups
        guard run.digitCount <= DigitRuns.maximumDigits,
            groups.dropFirst().allSatisfy({ $0.gap != .tabular && $0.gap != .item }),
            !PIIScan.isGlue(scan.byte(groups[groups.count - 1].range.upperBound))
        else { return }
        let start = groups[0].range.lowerBound
        let isFree = !PIIScan.isGlue(scan.byte(start - 1)) || NumberGlue.isLabel(before: start, in: scan.lower)
        guard isFree else { return }
        let hints = scan.hints(before: start)
        if hints.contains(.card), run.digitCount >= 13 {
            let joined = DigitWindow(groups.map(\.range), in: scan.bytes, isJoined: true)
            if CardRecognizer.isPossible(joined) {
                CardRecognizer.recognizeLoose(joined, isTabular: false, isApart: true, in: scan)
                    .map { candidates.append($0) }
            }
        }
        let isWrapped = groups.contains { $0.gap == .lineEnd || $0.gap == .label }
        let isOrnate = groups.contains { $0.gap == .ornament }
        let isMarked = scan.byte(start - 1) == 0x2B && hints.contains(.phone)
        guard groups.count <= DigitRuns.maximumGroups, isWrapped ? isMarked : isOrnate else { return }
        var window = DigitWindow(groups.map(\.range), in: scan.bytes)
        window.isWholeRun = true
        NationalNumberRecognizer.recognize(window, in: scan).map { candidates.append($0) }
        VietnameseIDRecognizer.recognize(window, in: scan).map { candidates.append($0) }
        if scan.byte(start - 1) == 0x2B || hints.contains(.phone), window.count <= 16 {
            PhoneRecognizer.recognize(window, in: scan).map { candidates.append($0) }
        }
    }
}
