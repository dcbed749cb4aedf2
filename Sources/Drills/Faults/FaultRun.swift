import JSON
import Kafka
import Processes
import TestKit
import Threads

/// One fault on a stage of its own: a third of the load before it, a third while it lasts, a third after it.
final class FaultRun: Sendable {
    /// Records that are sent, in three parts.
    static let parts = [70, 70, 60]
    /// Bytes of metadata that make a result too large, where the producer is told of a limit of 100,000.
    private static let padding = 120_000
    /// Answers that have come before a fault begins.
    private static let before = 20

    let fault: Fault
    let stage: DrillStage
    private let complaints = Locked<[String]>([])
    private let repeating = Locked<Task<Void, Never>?>(nil)
    private let asking = Locked(false)

    private init(_ fault: Fault, stage: DrillStage) {
        self.fault = fault
        self.stage = stage
    }

    /// Sets a stage, lets the fault happen, and tells what came of it.
    static func row(of fault: Fault) async -> FaultRow {
        do {
            let stage = try await DrillStage(fault.setup)
            let run = FaultRun(fault, stage: stage)
            do {
                let row = try await run.row()
                await stage.stop()
                return row
            } catch {
                let log = stage.stand.replicas.map { String($0.process.output.suffix(2000)) }
                await run.endRepeating()
                await stage.stop()
                return FaultRow(fault, failure: "\(error)", log: log)
            }
        } catch {
            return FaultRow(fault, failure: "no stage: \(error)", log: [])
        }
    }

    /// Says that something else was not as it has to be.
    func complain(_ text: String) { complaints.withLock { $0.append(text) } }

    /// Does something every 200 ms until `endRepeating`.
    func repeatedly(_ act: @escaping @Sendable (FaultRun) -> Void) {
        let task = Task {
            while !Task.isCancelled {
                act(self)
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
        repeating.withLock { $0 = task }
    }

    func endRepeating() async {
        let task = repeating.withLock { $0.take() }
        task?.cancel()
        await task?.value
    }

    /// Whoever has no answer yet sends its request once more, after the load.
    func asksAgain() { asking.withLock { $0 = true } }

    private func row() async throws -> FaultRow {
        var attention = Attention()
        let sending: Task<Void, any Error>
        if fault.isThereAtStart {
            sending = try await startBroken()
        } else {
            for _ in 0..<fault.replicas { try await startReplica(waits: true) }
            try await send(part: 0)
            try await stage.eventually("some are answered") { stage.witness.answered >= Self.before }
            try await fault.begins(self)
            sending = Task { try await self.send(part: 1) }
        }
        let end = ContinuousClock.now + fault.holds
        repeat {
            if fault.isWatched { attention.take(in: await look()) }
            try await Task.sleep(for: min(.milliseconds(200), max(.zero, end - .now)))
        } while .now < end
        let scored = stage.witness.scored
        let healed = ContinuousClock.now
        try await fault.ends(self)
        let finishing = Task {
            try await sending.value
            try await self.send(part: 2)
            if self.asking.withLock({ $0 }) { try await self.askAgain() }
        }
        var recovery: Duration?
        do {
            if fault.recovers {
                try await stage.eventually("a result after the fault") { stage.witness.scored > scored }
                recovery = healed.duration(to: .now)
            }
            try await finishing.value
            try await stage.eventually("everything came to an end") { stage.witness.open == 0 }
            try await fault.settles(self)
        } catch let error as DrillError {
            finishing.cancel()
            complain("\(error); open: \(stage.witness.snapshot.openNumbers.prefix(20))")
        }
        let (audit, ends) = try await stage.audit(memory: fault.memory)
        for text in ends { complain(text) }
        return FaultRow(
            fault, audit: audit, attention: fault.isWatched ? attention : nil, recovery: recovery,
            complaints: complaints.withLock { $0 },
            log: stage.stand.replicas.map { String($0.process.output.suffix(2000)) })
    }

    /// The requests are there, the worker comes, and what it needs is away.
    private func startBroken() async throws -> Task<Void, any Error> {
        try await send(part: 0)
        try await fault.begins(self)
        for _ in 0..<fault.replicas { try await startReplica(waits: false) }
        return Task { try await self.send(part: 1) }
    }

    private func startReplica(waits: Bool) async throws {
        var environment = stage.environment
        if environment["OPENAI_BASE_URL"] == Fault.plainPortAsTLS {
            environment["OPENAI_BASE_URL"] = "https://127.0.0.1:\(stage.stand.judge.port)/v1"
        }
        let replica = try await stage.startUnready(environment, shell: fault.shell)
        if waits { try await replica.awaitReady() }
    }

    /// A replica that asks the stub judge, whatever the fault's own setup says.
    func startWithRightJudge() async throws {
        var environment = stage.environment
        environment["OPENAI_BASE_URL"] = "http://127.0.0.1:\(stage.stand.judge.port)/v1"
        try await stage.stand.startUnready(environment, shell: fault.shell).awaitReady()
    }

    /// What the endpoints of the replicas say.
    private func look() async -> [Attention.Answer] {
        var answers: [Attention.Answer] = []
        for replica in stage.replicas {
            guard let live = try? await replica.get("/livez"), let ready = try? await replica.getJSON("/readyz") else {
                answers.append(.silence)
                continue
            }
            let problems = ready.body["problems"]?.array?.compactMap(\.string) ?? []
            answers.append(.init(isLive: live.status == 200, isReady: ready.status == 200, problems: problems))
        }
        return answers
    }

    private func send(part: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in 0..<Self.parts[part] {
                let isMixed = fault.mixes.map { (place + 1).isMultiple(of: $0.every) } ?? false
                let kind = isMixed ? fault.mixes?.kind ?? .request : .request
                group.addTask { try await self.stage.send(kind, padding: kind == .oversized ? Self.padding : 0) }
            }
            try await group.waitForAll()
        }
    }

    /// Once nobody else is being answered.
    private func askAgain() async throws {
        var open = -1
        while open != stage.witness.open {
            open = stage.witness.open
            try await Task.sleep(for: .seconds(3))
        }
        let ledger = stage.witness.snapshot
        for number in ledger.openNumbers { try await stage.send(again: number, ledger.fates[number].kind) }
    }
}
