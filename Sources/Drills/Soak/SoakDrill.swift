/// A long run from its stage to its report.
struct SoakDrill: Sendable {
    let length: Duration
    let seed: UInt64

    /// Open files that a replica may have kept when all is quiet: its connections to the judge, and some.
    private static let keptFiles = 16
    /// Until connections that nobody uses are closed and late samples are taken.
    private static let quiet = Duration.seconds(5)
    /// The same where the machine is busy.
    private static let longestQuiet = Duration.seconds(120)

    /// Whether everything was as promised.
    func run(writingTo path: String?) async throws -> Bool {
        say("soak: seed \(seed)")
        let plan = SoakPlan(seed: seed, length: length, replicas: SoakRun.replicas)
        let stage = try await DrillStage(.init(partitions: 6))
        let report: SoakReport
        do {
            report = try await self.report(SoakRun(stage: stage, plan: plan, length: length))
        } catch {
            await stage.stop()
            throw error
        }
        await stage.stop()
        print(report.text)
        for problem in report.problems.prefix(50) { say("not as promised: \(problem)") }
        if let path {
            let document = try TextFile.read(path)
            guard let fresh = MarkedSection(name: "soak").replacing(with: report.text, in: document) else {
                throw DrillError.noSection("\(path) has no section for soak")
            }
            try TextFile.write(fresh, to: path)
        }
        return report.problems.isEmpty
    }

    private func report(_ run: SoakRun) async throws -> SoakReport {
        var complaints: [String] = []
        do {
            try await run.run()
        } catch let error as DrillError {
            complaints.append("\(error); open: \(run.stage.witness.snapshot.openNumbers.prefix(20))")
        }
        try await Task.sleep(for: Self.quiet)
        let veteran = run.slots[0]
        veteran.sample()
        let before = veteran.first?.files ?? 0
        let deadline = ContinuousClock.now + Self.longestQuiet
        while .now < deadline, (veteran.last?.files ?? 0) > before + Self.keptFiles {
            try await Task.sleep(for: .milliseconds(500))
            veteran.sample()
        }
        let after = veteran.last?.files ?? 0
        if after > before + Self.keptFiles { complaints.append("replica 0 keeps \(after) open files, had \(before)") }
        for slot in run.slots {
            complaints += slot.complaints
            complaints += slot.track.complaints().map { "replica \(slot.place): \($0)" }
        }
        let (audit, ends) = try await run.stage.audit()
        return SoakReport(
            length: length, seed: seed, replicas: SoakRun.replicas, audit: audit, events: run.events,
            lives: run.slots.reduce(0) { $0 + $1.lives }, peak: run.slots.map(\.peak).max() ?? 0,
            veteran: veteran.track, files: (before, after), complaints: complaints + ends)
    }
}
