/// Named figures with their budgets and whether they are met, as one table in Markdown.
struct FigureTable {
    /// A bound for a figure, in the figure's unit.
    enum Budget {
        case atMost(Double)
        case below(Double)
        case atLeast(Double)

        var text: String {
            switch self {
            case .atMost(let bound): "<= \(FigureTable.rounded(bound))"
            case .below(let bound): "< \(FigureTable.rounded(bound))"
            case .atLeast(let bound): ">= \(FigureTable.rounded(bound))"
            }
        }

        func isMet(by value: Double) -> Bool {
            switch self {
            case .atMost(let bound): value <= bound
            case .below(let bound): value < bound
            case .atLeast(let bound): value >= bound
            }
        }
    }

    private var rows: [[String]] = []

    /// - Parameter budget: Default: none.
    mutating func add(_ name: String, _ value: Double, _ unit: String, budget: Budget? = nil) {
        let text = Self.rounded(value)
        let isMet = budget.map { $0.isMet(by: value) ? "yes" : "no" }
        rows.append([name, unit.isEmpty ? text : "\(text) \(unit)", budget?.text ?? "", isMet ?? ""])
    }

    var text: String {
        let all = [["figure", "measured", "budget", "met"]] + rows
        let widths = (0..<4).map { column in all.map { $0[column].count }.max() ?? 0 }
        var lines = all.map { row in
            "| " + zip(row, widths).map(Self.padded).joined(separator: " | ") + " |"
        }
        lines.insert("|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|", at: 1)
        return lines.joined(separator: "\n")
    }

    /// Three digits or more without a fraction, others with two decimals at most.
    private static func rounded(_ value: Double) -> String {
        let hundredths = (value * 100).rounded() / 100
        if value >= 100 || hundredths == hundredths.rounded() { return "\(Int(value.rounded()))" }
        return "\(hundredths)"
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
