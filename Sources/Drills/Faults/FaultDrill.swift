/// Runs faults one after the other and prints what came of them.
struct FaultDrill: Sendable {
    /// Only faults whose victim or name has this text; nil: all.
    let filter: String?

    /// Whether everything was as promised.
    func run(writingTo path: String?) async throws(DrillError) -> Bool {
        let faults = Fault.all.filter { fault in
            filter.map { "\(fault.victim.rawValue): \(fault.name)".contains($0) } ?? true
        }
        guard !faults.isEmpty else { throw .usage("no fault is called so; there are:\n" + Self.names) }
        var rows: [FaultRow] = []
        for fault in faults {
            let started = ContinuousClock.now
            let row = await FaultRun.row(of: fault)
            let took = FaultTable.seconds(started.duration(to: .now))
            say(
                "\(row.isGood ? "ok    " : "FAILED") \(fault.victim.rawValue): \(fault.name) (\(took) s): \(row.outcome)"
            )
            for complaint in row.complaints.prefix(20) { say("         \(complaint)") }
            if !row.isGood { for log in row.log { say(log) } }
            rows.append(row)
        }
        let table = FaultTable(rows: rows)
        print(table.text)
        if let path {
            let document = try TextFile.read(path)
            guard let fresh = MarkedSection(name: "faults").replacing(with: table.text, in: document) else {
                throw .noSection("\(path) has no section for faults")
            }
            try TextFile.write(fresh, to: path)
        }
        return rows.allSatisfy(\.isGood)
    }

    private static var names: String {
        Fault.all.map { "  \($0.victim.rawValue): \($0.name)" }.joined(separator: "\n")
    }
}
