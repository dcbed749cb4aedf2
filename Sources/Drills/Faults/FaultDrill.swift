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
        let (possible, skipped) = Self.parted(faults, separatesReplicas: SeparateHosts.isPossible)
        guard path == nil || skipped.isEmpty else {
            throw .usage("the table needs every fault, and \(Self.whatIsMissing)")
        }
        for fault in skipped { say("skipped \(fault.victim.rawValue): \(fault.name): \(Self.whatIsMissing)") }
        var rows: [FaultRow] = []
        for fault in possible {
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

    private static let whatIsMissing =
        "replicas on hosts of their own need network namespaces: run scripts/faults as root, with iproute2 and util-linux"

    /// What can be tried here, and what cannot.
    static func parted(_ faults: [Fault], separatesReplicas: Bool) -> (possible: [Fault], skipped: [Fault]) {
        let isSkipped: (Fault) -> Bool = { $0.setup.separatesReplicas && !separatesReplicas }
        return (faults.filter { !isSkipped($0) }, faults.filter(isSkipped))
    }

    private static var names: String {
        Fault.all.map { "  \($0.victim.rawValue): \($0.name)" }.joined(separator: "\n")
    }
}
