/// What is known about models: data, not code. The embedded table is `config/models.json`; an operator's own replaces it.
package struct ModelTable: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        let patterns: [NamePattern]
        let row: ModelRow
    }

    /// What the names of open models give away.
    struct Families: Sendable, Hashable {
        var small: [NamePattern] = []
        var open: [NamePattern] = []
        var withoutProbabilities: [NamePattern] = []
        /// Words in the names of models that think first: such an answer begins with thoughts.
        var thinking: Set<String> = []
        /// Parameters in billions up to which a model counts as small: a measured one of 1.5 billion gave structured
        /// verdicts no better than chance, and token probabilities that were right in most cases.
        var smallBillions = 4.0
    }

    var entries: [Entry] = []
    var families = Families()

    /// Knows nothing about any model.
    package init() {}

    /// The table of this version.
    package static let embedded = ModelTable.read(Array(EmbeddedModels.json.utf8)).table

    /// What is known about a model, by its name in any spelling that servers use. The longest pattern that fits counts,
    /// a whole name before every beginning.
    package func row(of model: String) -> ModelRow {
        let name = ModelName(model)
        var best: (weight: Int, place: Int)?
        for place in entries.indices {
            for pattern in entries[place].patterns where pattern.weight > best?.weight ?? 0 && pattern.matches(name) {
                best = (pattern.weight, place)
            }
        }
        return openness(of: name, best.map { entries[$0.place].row } ?? ModelRow())
    }

    /// Providers that are the operator's own machines; what others offer is neither open nor small, whatever its name has
    /// in common with a model that is.
    private static let ownMachines: Set<String> = ["custom", "ollama"]

    private func openness(of name: ModelName, _ listed: ModelRow) -> ModelRow {
        func isIn(_ patterns: [NamePattern]) -> Bool { patterns.contains { $0.matches(name) } }
        var row = listed
        if let provider = row.provider, !Self.ownMachines.contains(provider) { return row }
        let probabilities: ModelRow.Probabilities
        if name.parts.contains(where: families.thinking.contains) || isIn(families.withoutProbabilities) {
            row.isOpen = true
            probabilities = .refused
        } else {
            row.isSmall =
                isIn(families.small) || name.text.hasPrefix("phi") && name.parts.contains("mini")
                || name.billions.map { $0 <= families.smallBillions } ?? false
            row.isOpen = row.isSmall || isIn(families.open)
            probabilities = row.isOpen ? .given : .unknown
        }
        if row.probabilities == .unknown { row.probabilities = probabilities }
        return row
    }
}
