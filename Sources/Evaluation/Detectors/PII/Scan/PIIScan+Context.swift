extension PIIScan {
    /// How far before and after a number words count, in bytes.
    private static let reachBefore = 60
    private static let reachAfter = 25

    /// All that words of the same sentence say, up to 60 bytes before a range and 25 after it.
    func hints(near range: Range<Int>) -> ContextHint {
        hints(before: range.lowerBound).union(hints(after: range.upperBound, onlyFirst: false))
    }

    /// All that words of the same sentence say before an offset.
    func hints(before offset: Int) -> ContextHint { said(before: offset).all }

    /// What the nearest word says that says anything: the last one before a range, else the first one after it.
    func closestHint(to range: Range<Int>) -> ContextHint {
        let closest = said(before: range.lowerBound).closest
        return closest.isEmpty ? hints(after: range.upperBound, onlyFirst: true) : closest
    }

    /// What the words before an offset say. Kept for the next question: the windows of one number share it.
    private func said(before offset: Int) -> (all: ContextHint, closest: ContextHint) {
        if saidOf == offset { return saidBefore }
        var all: ContextHint = []
        var closest: ContextHint = []
        var place = firstCue(endingAfter: offset) - 1
        if place >= 0, cues[place].range.upperBound > offset - Self.reachBefore {
            let start = contextStart(before: offset)
            var closestStart = -1
            var isDone = false
            while place >= 0, cues[place].range.lowerBound >= start {
                let cue = cues[place]
                all.formUnion(cue.tag.hint)
                if !isDone, !cue.tag.hint.isEmpty {
                    // Words that overlap ("phone number", "phone") speak together.
                    if closestStart >= 0, cue.range.upperBound <= closestStart {
                        isDone = true
                    } else {
                        closest.formUnion(cue.tag.hint)
                        closestStart = closestStart < 0 ? cue.range.lowerBound : min(closestStart, cue.range.lowerBound)
                    }
                }
                place -= 1
            }
        }
        let native = nativeHints(before: offset)
        let label = NumberGlue.hint(before: offset, in: self)
        saidOf = offset
        saidBefore = (
            all.union(native).union(label), !label.isEmpty ? label : native.isEmpty ? closest : native
        )
        return saidBefore
    }

    /// What the words after an offset say: all of them, or the first that says anything.
    private func hints(after offset: Int, onlyFirst: Bool) -> ContextHint {
        var place = firstCue(endingAfter: offset)
        guard place < cues.count, cues[place].range.lowerBound < offset + Self.reachAfter else { return [] }
        let end = contextEnd(after: offset)
        var found: ContextHint = []
        while place < cues.count, cues[place].range.lowerBound < end {
            let cue = cues[place]
            if cue.range.lowerBound >= offset, !cue.tag.hint.isEmpty {
                if onlyFirst { return cue.tag.hint }
                found.formUnion(cue.tag.hint)
            }
            place += 1
        }
        return found
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

    private func contextStart(before offset: Int) -> Int {
        var index = offset
        let limit = max(0, offset - Self.reachBefore)
        while index > limit, !isBorder(index - 1) { index -= 1 }
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
        case 0x0A: return isLineBorder(index)
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

    /// A blank line ends a context, and so does a line that ends with a value; any other line end only wraps the text.
    private func isLineBorder(_ index: Int) -> Bool {
        var last = index - 1
        while last >= 0, index - last < 4, bytes[last] == 0x20 || bytes[last] == 0x0D { last -= 1 }
        let before = byte(last)
        // "Phone:\n…" goes on.
        if before == 0x3A { return false }
        if before == 0x0A || PIIScan.isDigit(before) || last < 0 { return true }
        var next = index + 1
        while next < bytes.count, next - index < 4, bytes[next] == 0x20 || bytes[next] == 0x0D { next += 1 }
        // The next line is blank or an item of a list.
        switch byte(next) {
        case 0x0A, 0x2A, 0x7C: return true
        case 0x2D: return byte(next + 1) == 0x20
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
