/// Named figures with their budgets, as one table in Markdown.
struct FigureTable {
    private var rows: [(name: String, value: String, budget: String)] = []

    /// - Parameter budget: a bound of the same unit. Default: none.
    mutating func add(_ name: String, _ value: Double, _ unit: String, budget: String = "") {
        let rounded = value >= 100 ? "\(Int(value.rounded()))" : "\((value * 100).rounded() / 100)"
        rows.append((name, unit.isEmpty ? rounded : "\(rounded) \(unit)", budget))
    }

    var text: String {
        let all = [("figure", "measured", "budget")] + rows
        let width = (all.map(\.0.count).max() ?? 0, all.map(\.1.count).max() ?? 0, all.map(\.2.count).max() ?? 0)
        var lines = all.map { row in
            "| \(Self.padded(row.0, width.0)) | \(Self.padded(row.1, width.1)) | \(Self.padded(row.2, width.2)) |"
        }
        let rule = [width.0, width.1, width.2].map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|")
        lines.insert("|\(rule)|", at: 1)
        return lines.joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: width - text.count)
    }
}

/// The middle of some figures; of an even number the lower one.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
}
