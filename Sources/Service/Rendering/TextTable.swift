/// A table for a terminal or for Markdown. Cells hold untrusted text: control characters and line breaks never get out.
struct TextTable: Sendable {
    private let header: [String]
    private var rows: [[String]] = []
    /// Characters a cell shows; longer ones end in an ellipsis.
    private let widest: Int

    init(_ header: [String], widest: Int = 44) {
        self.header = header
        self.widest = widest
    }

    mutating func add(_ cells: [String]) { rows.append(cells.map { Self.safe($0, widest: widest) }) }

    /// Columns padded to the same width.
    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
                .joined(separator: "  ").trimmedEnd
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }

    /// A GitHub-flavoured Markdown table.
    var markdown: String {
        let line = { (cells: [String]) in
            "| " + cells.map { $0.replacing("|", with: "\\|").replacing("<", with: "&lt;") }.joined(separator: " | ")
                + " |"
        }
        return ([line(header), line(header.map { _ in "---" })] + rows.map(line)).joined(separator: "\n")
    }

    /// One line without control, format and line-separating characters.
    static func safe(_ text: String, widest: Int = .max) -> String {
        var cell = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: cell += " "
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return cell.count > widest ? cell.prefix(max(widest - 1, 0)) + "…" : cell
    }
}
