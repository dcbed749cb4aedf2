/// What came of a long run.
struct SoakReport: Sendable {
    let length: Duration
    let seed: UInt64
    let replicas: Int
    let audit: Audit
    let events: [SoakEvent: Int]
    /// Processes of the worker over the run.
    let lives: Int
    /// The most memory any of them had, in KiB.
    let peak: Int
    /// Of the replica that lived through all of it.
    let veteran: ResourceTrack
    /// Its open files before the first request, and when all was quiet again.
    let files: (before: Int, after: Int)
    /// Everything else that was not as it has to be.
    let complaints: [String]

    /// Everything that was not as promised; empty when all was.
    var problems: [String] { audit.findings.map { "\($0)" } + complaints }

    /// Markdown.
    var text: String {
        var table = MarkdownTable(["figure", "measured"])
        let minutes = FaultTable.seconds(length / 60)
        table.add(["length", "\(minutes) min, seed \(seed), \(replicas) replicas"])
        let happened = SoakEvent.allCases.compactMap { event in events[event].map { "\($0) × \(event.rawValue)" } }
        table.add(["events", happened.joined(separator: "; ")])
        table.add(["records sent", "\(audit.sent)"])
        let results = audit.outcomes.sorted { $0.value > $1.value }.map { name, count in
            name == "scored" ? "\(count) scored" : "\(count) `\(name)`"
        }
        table.add(["results", results.joined(separator: ", ")])
        table.add(["dead letters", "\(audit.deadLettered)"])
        table.add(["lost", "\(audit.lost)"])
        table.add(["twice in Redis", "\(audit.doubled)"])
        table.add(["repeated on a topic", "\(audit.repeated)"])
        table.add(["processes of the worker", "\(lives)"])
        let growth = "\(megabytes(veteran.early?.memory ?? 0)) early, \(megabytes(veteran.late?.memory ?? 0)) late"
        table.add(["resident memory of the replica that lived through it", "\(growth), MB"])
        table.add(["resident memory of any replica, peak", "\(megabytes(peak)) MB"])
        table.add(["its open files", "\(files.before) before, \(files.after) after"])
        table.add(["not as promised", problems.isEmpty ? "nothing" : "\(problems.count) findings"])
        return table.text
    }

    private func megabytes(_ kibibytes: Int) -> Int { (kibibytes + 512) / 1024 }
}
