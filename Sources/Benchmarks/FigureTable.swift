/// Named figures with their budgets, as one table.
struct FigureTable {
    private var rows: [(name: String, value: String, budget: String)] = []

    mutating func add(_ name: String, _ value: Double, _ unit: String, budget: String = "") {
        let rounded = value >= 100 ? value.rounded() : (value * 100).rounded() / 100
        rows.append((name, "\(rounded) \(unit)", budget))
    }

    var text: String {
        let all = [("figure", "measured", "budget")] + rows.map { ($0.name, $0.value, $0.budget) }
        let width = (all.map(\.0.count).max() ?? 0, all.map(\.1.count).max() ?? 0)
        return all.map { row in
            row.0 + String(repeating: " ", count: width.0 - row.0.count + 2) + row.1
                + String(repeating: " ", count: width.1 - row.1.count + 2) + row.2
        }.joined(separator: "\n")
    }
}

/// The middle of some figures; of an even number the lower one.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
}
