extension PIIScan {
    /// How far before and after a number words count, in bytes.
    private static let reachBefore = 60
    private static let reachAfter = 25

    /// All that words of the same sentence say, up to 60 bytes before a range and 25 after it.
    func hints(near range: Range<Int>) -> ContextHint {
        var found = hints(before: range.lowerBound)
        var place = firstCue(endingAfter: range.upperBound)
        let end = contextEnd(after: range.upperBound)
        while place < cues.count, cues[place].range.lowerBound < end {
            if cues[place].range.lowerBound >= range.upperBound { found.formUnion(cues[place].tag.hint) }
            place += 1
        }
        return found
    }

    /// All that words of the same sentence say before an offset.
    func hints(before offset: Int) -> ContextHint {
        var found = nativeHints(before: offset)
        let start = context(before: offset)
        var place = firstCue(endingAfter: offset) - 1
        while place >= 0, cues[place].range.lowerBound >= start {
            found.formUnion(cues[place].tag.hint)
            place -= 1
        }
        return found
    }

    /// What the nearest word says that says anything: the last one before a range, else the first one after it.
    func closestHint(to range: Range<Int>) -> ContextHint {
        let native = nativeHints(before: range.lowerBound)
        if !native.isEmpty { return native }
        let start = context(before: range.lowerBound)
        var place = firstCue(endingAfter: range.lowerBound) - 1
        var closest: ContextHint = []
        var closestStart = -1
        while place >= 0, cues[place].range.lowerBound >= start {
            let cue = cues[place]
            if !cue.tag.hint.isEmpty {
                // Words that overlap ("phone number", "phone") speak together.
                if closestStart >= 0, cue.range.upperBound <= closestStart { break }
                closest.formUnion(cue.tag.hint)
                closestStart = closestStart < 0 ? cue.range.lowerBound : min(closestStart, cue.range.lowerBound)
            }
            place -= 1
        }
        if !closest.isEmpty { return closest }
        place = firstCue(endingAfter: range.upperBound)
        let end = contextEnd(after: range.upperBound)
        while place < cues.count, cues[place].range.lowerBound < end {
            if !cues[place].tag.hint.isEmpty, cues[place].range.lowerBound >= range.upperBound {
                return cues[place].tag.hint
            }
            place += 1
        }
        return []
    }

    /// The place of the first cue that ends after an offset, found by halving.
    func firstCue(endingAfter offset: Int) -> Int {
        var low = 0
        var high = cues.count
        while low < high {
            let middle = low + (high - low) / 2
            if cues[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func context(before offset: Int) -> Int {
        if contextOf == offset { return contextStart }
        var index = offset
        let limit = max(0, offset - Self.reachBefore)
        while index > limit, !isBorder(index - 1) { index -= 1 }
        contextOf = offset
        contextStart = index
        return index
    }

    private func contextEnd(after offset: Int) -> Int {
        var index = offset
        let limit = min(bytes.count, offset + Self.reachAfter)
        while index < limit, !isBorder(index) { index += 1 }
        return index
    }

    /// Whether a sentence or line ends at an offset: what comes before it says nothing about what comes after.
    func isBorder(_ index: Int) -> Bool {
        switch bytes[index] {
        case 0x0A:
            // "Phone:\n…" goes on.
            var last = index - 1
            while last >= 0, index - last < 4, bytes[last] == 0x20 || bytes[last] == 0x0D { last -= 1 }
            return byte(last) != 0x3A
        case 0x21, 0x3F, 0x3B: return byte(index + 1) <= 0x20
        case 0x2E:
            guard byte(index + 1) <= 0x20 else { return false }
            // "tel. 0912…", "no. 5": abbreviations are short and have a number or a small letter behind them.
            var start = index
            while start > 0, index - start < 5, PIIScan.isLetter(bytes[start - 1]) { start -= 1 }
            return index - start >= 5 || index == start || isCapital(index + 2)
        default: return false
        }
    }

    /// Hints of scripts without an ASCII skeleton, up to 12 scalars before an offset.
    private func nativeHints(before offset: Int) -> ContextHint {
        guard !skeleton.text.isASCII, offset > 0 else { return [] }
        guard bytes[max(0, offset - 6)..<offset].contains(SkeletonText.letter) else { return [] }
        let scalars = skeleton.text.scalars
        let end = skeleton.range(offset - 1..<offset).scalars.upperBound
        let first = max(0, end - 12)
        var found: ContextHint = []
        for (hint, word) in ContextHint.nativeWords where end - first >= word.count {
            for start in first...end - word.count where scalars[start] == word[0] {
                if word.indices.allSatisfy({ scalars[start + $0] == word[$0] }) { found.formUnion(hint) }
            }
        }
        return found
    }
}
