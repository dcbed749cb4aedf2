/// Instruments of one name, one for each combination of label values. All are made up front, so reading needs no lock.
package final class Family<Instrument: Sendable>: Sendable {
    struct Member: Sendable {
        /// One value per label, in their order.
        let values: [String]
        let instrument: Instrument
        /// Whether a value is `other` without having been listed: shown only once it was used.
        let isOverflow: Bool
    }

    let labels: [Label]
    let members: [Member]
    private let index: [[String]: Int]

    init(labels: [Label], make: () -> Instrument) {
        self.labels = labels
        var combinations: [(values: [String], isOverflow: Bool)] = [([], false)]
        for label in labels {
            var values = label.values.map { ($0, false) }
            if !label.values.contains(Label.other) { values.append((Label.other, true)) }
            combinations = combinations.flatMap { known in
                values.map { value, isOverflow in (known.values + [value], known.isOverflow || isOverflow) }
            }
        }
        var index: [[String]: Int] = [:]
        var members: [Member] = []
        for (values, isOverflow) in combinations where index[values] == nil {
            index[values] = members.count
            members.append(Member(values: values, instrument: make(), isOverflow: isOverflow))
        }
        self.index = index
        self.members = members
    }

    /// The instrument of these label values, in the labels' order; unlisted and missing ones count as `other`.
    package subscript(values: String...) -> Instrument {
        if let position = index[values] { return members[position].instrument }
        let known = labels.enumerated().map { position, label in
            position < values.count && label.values.contains(values[position]) ? values[position] : Label.other
        }
        // Every combination of listed values and `other` exists; the first member is there even without labels.
        return members[index[known] ?? 0].instrument
    }
}
