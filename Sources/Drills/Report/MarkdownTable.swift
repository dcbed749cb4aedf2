/// A table as Markdown has it.
struct MarkdownTable: Sendable {
    private let head: [String]
    private var rows: [[String]] = []

    /// - Parameter head: one cell per column.
    init(_ head: [String]) { self.head = head }

    mutating func add(_ row: [String]) { rows.append(row) }

    var text: String {
        let rule = "|" + String(repeating: "---|", count: head.count)
        return ([line(head), rule] + rows.map(line)).joined(separator: "\n")
    }

    private func line(_ cells: [String]) -> String {
        "| " + cells.map(Self.escaped).joined(separator: " | ") + " |"
    }

    private static func escaped(_ cell: String) -> String {
        var text = ""
        for character in cell {
            switch character {
            case "|": text += "\\|"
            case "\n": text += " "
            default: text.append(character)
            }
        }
        return text
    }
}
