import Glibc
import Processes
import TestKit

extension Fault {
    static let workerFaults = [
        Fault(
            victim: .worker, name: "kill -9, started again", holds: .zero, isWatched: false,
            begins: { await $0.stage.replicas.first?.process.kill() }, ends: { try await $0.stage.startReplica() }),
        Fault(
            victim: .worker, name: "SIGTERM, replaced when it has ended", holds: .zero, isWatched: false,
            begins: { $0.stage.replicas.first?.process.send(signal: SIGTERM) },
            ends: { run in
                await run.expectGoodEnd(of: run.stage.stand.replicas.first)
                try await run.stage.startReplica()
            }),
        // Of two, since this broker's group is stuck for good when its leader, the first that joined, leaves while
        // another one joins.
        Fault(
            victim: .worker, name: "one of two replicas: SIGTERM, its replacement starts meanwhile", replicas: 2,
            holds: .zero, isWatched: false,
            begins: { $0.stage.replicas.last?.process.send(signal: SIGTERM) },
            ends: { run in
                let leaving = run.stage.stand.replicas.last
                try await run.stage.startReplica()
                await run.expectGoodEnd(of: leaving)
            }),
        Fault(
            victim: .worker, name: "one of three replicas: kill -9", replicas: 3, setup: .init(partitions: 6),
            holds: .zero, isWatched: false, begins: { await $0.stage.replicas.first?.process.kill() }),
        Fault(
            victim: .worker, name: "one of two replicas: SIGSTOP for longer than its session, then SIGCONT",
            replicas: 2,
            holds: .seconds(8), isWatched: false,
            begins: { $0.stage.replicas.first?.process.send(signal: SIGSTOP) },
            ends: { $0.stage.replicas.first?.process.send(signal: SIGCONT) }),
        Fault(
            victim: .worker, name: "the only replica: SIGSTOP for longer than its session, then SIGCONT",
            isWatched: false, begins: { $0.stage.replicas.first?.process.send(signal: SIGSTOP) },
            ends: { $0.stage.replicas.first?.process.send(signal: SIGCONT) }),
        Fault(
            victim: .worker, name: "every fifth record is no request", holds: .seconds(1), recovers: false,
            mixes: (.poison, 5), begins: { _ in }),
        Fault(
            victim: .worker, name: "its log goes to a full disk, from the start", holds: .seconds(1), recovers: false,
            shell: #"exec "$0" serve >/dev/full 2>&1"#, begins: { _ in }),
        Fault(
            victim: .worker, name: "whoever read its log leaves after three lines", holds: .seconds(1),
            recovers: false, shell: #"exec "$0" serve > >(head -n 3 >/dev/null) 2>&1"#, begins: { _ in }),
    ]
}

extension FaultRun {
    /// Waits for the end of a replica that was asked to end.
    func expectGoodEnd(of replica: WorkerProcess?) async {
        guard let exit = await replica?.process.ended(), exit != .status(0) else { return }
        complain("SIGTERM ended in \(exit)")
    }
}
