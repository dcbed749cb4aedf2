/// Holds what was sent against what came of it, once everything has come to rest.
struct Audit: Sendable, Hashable {
    /// Whether Redis was emptied on the way, so that results may be missing there which it had acknowledged.
    enum Memory: Sendable, Hashable { case kept, emptied }

    /// Promises that were not kept; empty when all were.
    let findings: [AuditFinding]
    /// Records that were sent.
    let sent: Int
    /// Requests without any result, in Redis or (where that was emptied) on a topic.
    let lost: Int
    /// Results in Redis beyond the first of each request.
    let doubled: Int
    /// Records on result topics beyond the first of each request.
    let repeated: Int
    /// Results that Redis had acknowledged and lost by being emptied; they are on their topic.
    let forgotten: Int
    /// Records that ended as dead letters.
    let deadLettered: Int
    /// How results ended.
    let outcomes: [String: Int]

    /// - Parameters:
    ///   - committed: by partition, what the group will read next. Partitions without a commit are missing.
    ///   - memory: what became of Redis's own.
    init(_ ledger: Ledger, committed: [Int32: Int64], memory: Memory = .kept) {
        var findings: [AuditFinding] = []
        var forgotten = 0
        for (number, fate) in ledger.fates.enumerated() {
            if memory == .emptied, fate.kind == .request, fate.stored == 0, fate.published > 0 {
                forgotten += 1
            } else {
                findings += Self.findings(number, fate)
            }
        }
        if ledger.strangers > 0 { findings.append(.strangers(ledger.strangers)) }
        for (partition, end) in ledger.ends.sorted(by: { $0.key < $1.key }) {
            let reached = committed[partition] ?? 0
            if reached < end { findings.append(.uncommitted(partition: partition, committed: reached, end: end)) }
        }
        self.findings = findings + ledger.gaps.map(AuditFinding.unread)
        self.forgotten = forgotten
        sent = ledger.fates.count
        lost = findings.count { if case .lost = $0 { true } else { false } }
        doubled = ledger.fates.reduce(0) { $0 + max($1.stored - 1, 0) }
        repeated = ledger.fates.reduce(0) { $0 + max($1.published - 1, 0) }
        deadLettered = ledger.deadLettered
        outcomes = ledger.outcomes
    }

    private static func findings(_ number: Int, _ fate: Fate) -> [AuditFinding] {
        var findings: [AuditFinding] = []
        if fate.kind == .poison {
            if fate.stored > 0 || fate.published > 0 { findings.append(.answeredPoison(number)) }
        } else {
            if fate.stored == 0 { findings.append(.lost(number)) }
            if fate.stored > 1 { findings.append(.doubled(number, times: fate.stored)) }
            if fate.differs { findings.append(.differing(number)) }
            if fate.isScattered { findings.append(.scattered(number)) }
        }
        if fate.kind == .request {
            if fate.published == 0 { findings.append(.unpublished(number)) }
            if fate.deadLetters > 0 { findings.append(.wronglyDeadLettered(number)) }
        } else {
            if fate.deadLetters == 0 { findings.append(.missingDeadLetter(number)) }
            if fate.isAltered { findings.append(.alteredDeadLetter(number)) }
        }
        return findings
    }
}
