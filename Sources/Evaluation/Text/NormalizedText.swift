/// A text folded for comparison, with the way back to the original offsets.
///
/// Folding: canonical decomposition, compatibility forms, lower case, ASCII digits, one space for every run of white
/// space, plain quotes and dashes, invisible characters removed. Two texts a reader cannot tell apart fold alike, so
/// NFC and NFD, wrapping and quote style change nothing. Scripts outside ``CanonicalPairs`` are left as they are.
package struct NormalizedText: Sendable {
    /// Folded Unicode scalar values.
    package let scalars: [UInt32]
    /// How many Unicode scalars the original has.
    package let originalCount: Int
    /// The original scalar offset of each folded scalar.
    let origins: [Int32]

    /// Folds `text` in linear time.
    ///
    /// - Parameter dataMark: a scalar that counts as white space, for text whose words were joined with a mark before a
    ///   judge saw it. Default: none.
    package init(_ text: String, dataMark: Unicode.Scalar? = nil) {
        self.init(ScalarText(text), dataMark: dataMark)
    }

    /// Folds decoded text in linear time.
    package init(_ text: ScalarText, dataMark: Unicode.Scalar? = nil) {
        let folding = ScalarFolding.shared
        var scalars: [UInt32] = []
        var origins: [Int32] = []
        scalars.reserveCapacity(text.count + text.count / 4)
        origins.reserveCapacity(text.count + text.count / 4)
        var pendingSpace: Int32 = -1
        var marksFrom = -1
        let dataMark = dataMark?.value
        for (index, original) in text.scalars.enumerated() {
            let value = original == dataMark ? 0x20 : original
            folding.fold(value) { folded in
                if folded == 0x20 {
                    if pendingSpace < 0 { pendingSpace = Int32(index) }
                    return
                }
                if folded >= 0x300, ScalarClass.isMark(folded) {
                    if marksFrom < 0 { marksFrom = scalars.count }
                } else if marksFrom >= 0 {
                    Self.reorder(&scalars, &origins, from: marksFrom)
                    marksFrom = -1
                }
                if pendingSpace >= 0 {
                    if !scalars.isEmpty {
                        if marksFrom == scalars.count { marksFrom += 1 }
                        scalars.append(0x20)
                        origins.append(pendingSpace)
                    }
                    pendingSpace = -1
                }
                scalars.append(folded)
                origins.append(Int32(index))
            }
        }
        if marksFrom >= 0 { Self.reorder(&scalars, &origins, from: marksFrom) }
        self.scalars = scalars
        self.origins = origins
        originalCount = text.count
    }

    /// Original scalar offsets of a folded range; an empty range at the nearest place for an empty one.
    package func originalRange(_ range: Range<Int>) -> Range<Int> {
        let clamped = range.clamped(to: 0..<scalars.count)
        guard !clamped.isEmpty else {
            let place = clamped.lowerBound < origins.count ? Int(origins[clamped.lowerBound]) : originalCount
            return place..<place
        }
        let piece = origins[clamped]
        return Int(piece.min() ?? 0)..<Int(piece.max() ?? 0) + 1
    }

    /// Whether a folded offset lies between two original characters rather than inside one.
    func isBoundary(_ offset: Int) -> Bool {
        guard offset > 0, offset < scalars.count else { return true }
        return origins[offset] != origins[offset - 1] && !ScalarClass.isMark(scalars[offset])
    }

    /// Puts a run of combining marks into canonical order, so that equal characters are equal scalars.
    private static func reorder(_ scalars: inout [UInt32], _ origins: inout [Int32], from start: Int) {
        guard scalars.count - start > 1 else { return }
        let run = (start..<scalars.count).map { index in
            (
                rank: Unicode.Scalar(scalars[index])?.properties.canonicalCombiningClass.rawValue ?? 0,
                value: scalars[index], origin: origins[index]
            )
        }
        // Marks of class 0 keep their place: only the stretches between them are sorted.
        var from = 0
        while from < run.count {
            guard run[from].rank > 0 else {
                from += 1
                continue
            }
            var to = from
            while to < run.count, run[to].rank > 0 { to += 1 }
            let sorted = (from..<to).sorted { (run[$0].rank, $0) < (run[$1].rank, $1) }
            for (place, source) in zip(from..<to, sorted) {
                scalars[start + place] = run[source].value
                origins[start + place] = run[source].origin
            }
            from = to
        }
    }
}
