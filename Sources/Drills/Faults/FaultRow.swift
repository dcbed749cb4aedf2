/// What came of one fault.
struct FaultRow: Sendable {
    let fault: Fault
    let outcome: String
    let audit: Audit?
    let recovery: Duration?
    /// Everything that was not as promised; empty when all was.
    let complaints: [String]
    /// The ends of the replicas' logs.
    let log: [String]

    init(
        _ fault: Fault, audit: Audit, attention: Attention?, recovery: Duration?, complaints: [String], log: [String]
    ) {
        self.fault = fault
        self.audit = audit
        self.recovery = recovery
        self.log = log
        var complaints = complaints + audit.findings.map { "\($0)" }
        if attention?.wasDead == true { complaints.append("/livez failed while a dependency was away") }
        self.complaints = complaints
        var parts: [String] = attention.map { [$0.text] } ?? []
        parts.append(Self.text(of: audit))
        outcome = parts.joined(separator: "; ")
    }

    /// A drill that could not be carried through.
    init(_ fault: Fault, failure: String, log: [String]) {
        self.fault = fault
        self.log = log
        outcome = "not carried through"
        audit = nil
        recovery = nil
        complaints = [failure]
    }

    var isGood: Bool { complaints.isEmpty }

    /// How results ended, the good ones first.
    private static func text(of audit: Audit) -> String {
        var parts = audit.outcomes.sorted { ($0.key != "scored", $0.key) < ($1.key != "scored", $1.key) }
            .map { $0.key == "scored" ? "\($0.value) scored" : "\($0.value) `\($0.key)`" }
        if audit.deadLettered > 0 { parts.append("\(audit.deadLettered) dead letters") }
        if audit.forgotten > 0 {
            parts.append("\(audit.forgotten) earlier results gone from Redis with its memory, all on their topic")
        }
        return parts.joined(separator: ", ")
    }
}

private func < (left: (Bool, String), right: (Bool, String)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : !left.0
}
