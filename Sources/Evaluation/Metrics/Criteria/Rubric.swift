import JSON

/// What the ratings of a criterion mean to the operator, on our own scale of ratings 0 to 4.
///
/// Reads a list of `{score_range: [low, high], expected_outcome}` of any scale: the lowest bound of all entries becomes
/// rating 0, the highest rating 4, and what lies between keeps its place. Any other shape is shown as it was written.
struct Rubric {
    /// The rubric as a judge is shown it: a line for each rating that has an anchor.
    let text: String

    /// Nil when there is none.
    init?(_ value: JSONValue?) {
        guard let value, !value.isNull else { return nil }
        guard let entries = Self.entries(value) else {
            text = value.string ?? JSONWriter.text(of: value)
            return
        }
        text = Self.anchors(entries).enumerated().filter { !$0.element.isEmpty }
            .map { "\($0.offset): \($0.element.joined(separator: " / "))" }.joined(separator: "\n")
    }

    private struct Entry {
        let low: Double
        let high: Double
        let outcome: String
    }

    /// Nil unless every element has a range of finite numbers and a text.
    private static func entries(_ value: JSONValue) -> [Entry]? {
        guard let elements = value.array, !elements.isEmpty else { return nil }
        var entries: [Entry] = []
        for element in elements {
            guard let outcome = element["expected_outcome"]?.string,
                let bounds = element["score_range"]?.array?.compactMap(\.number), let low = bounds.min(),
                let high = bounds.max(), bounds.count <= 2, low.isFinite, high.isFinite
            else { return nil }
            entries.append(Entry(low: low, high: high, outcome: outcome))
        }
        return entries
    }

    /// The outcomes of each rating; every entry is in at least one.
    private static func anchors(_ entries: [Entry]) -> [[String]] {
        let best = CriteriaTask.bestRating
        var anchors = [[String]](repeating: [], count: best + 1)
        let low = entries.map(\.low).min() ?? 0
        let high = entries.map(\.high).max() ?? 0
        let span = high - low
        for entry in entries.sorted(by: { ($0.low, $0.high) < ($1.low, $1.high) }) {
            // One point is no scale: what it describes is what is wanted.
            guard span > 0, span.isFinite else {
                anchors[best].append(entry.outcome)
                continue
            }
            let first = place(entry.low, low, span)
            let last = place(entry.high, low, span)
            let middle = Int(((first + last) / 2).rounded())
            let ratings = (0...best).filter { Double($0) >= first && Double($0) <= last }
            for rating in ratings.isEmpty ? [middle] : ratings { anchors[rating].append(entry.outcome) }
        }
        return anchors
    }

    /// Where a number lies between 0 and the best rating.
    private static func place(_ value: Double, _ low: Double, _ span: Double) -> Double {
        min(1, max(0, (value - low) / span)) * Double(CriteriaTask.bestRating)
    }
}
