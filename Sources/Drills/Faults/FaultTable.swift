/// The table of all faults, as docs/faults.md has it.
struct FaultTable: Sendable {
    let rows: [FaultRow]

    /// Markdown: a table for each victim.
    var text: String {
        Fault.Victim.allCases.compactMap { victim in
            let rows = rows.filter { $0.fault.victim == victim }
            guard !rows.isEmpty else { return nil }
            var table = MarkdownTable([
                "\(victim.rawValue)", "outcome", "lost", "twice in Redis", "repeated on a topic", "recovery, s",
            ])
            for row in rows { table.add(Self.cells(of: row)) }
            return table.text
        }.joined(separator: "\n\n")
    }

    private static func cells(of row: FaultRow) -> [String] {
        var outcome = row.outcome
        if !row.isGood {
            outcome += "; **" + row.complaints.prefix(5).map { String($0.prefix(200)) }.joined(separator: "; ") + "**"
        }
        guard let audit = row.audit else { return [row.fault.name, outcome, "?", "?", "?", "?"] }
        return [
            row.fault.name, outcome, "\(audit.lost)", "\(audit.doubled)", "\(audit.repeated)",
            row.recovery.map(Self.seconds) ?? "–",
        ]
    }

    /// One digit behind the point.
    static func seconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
