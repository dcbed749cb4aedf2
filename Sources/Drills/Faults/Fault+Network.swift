import TestKit

extension Fault {
    /// One of three replicas, each on a host of its own, is cut off for longer than its session; the load goes on.
    static let networkFaults = [
        pulled("one of three replicas: every cable pulled", [.kafka, .redis, .judge]),
        pulled("one of three replicas: cut off from Kafka alone", [.kafka]),
        pulled("one of three replicas: cut off from Redis alone", [.redis], keepsPartitions: true),
        pulled("one of three replicas: cut off from the judge alone", [.judge], keepsPartitions: true),
    ]

    /// - Parameter keepsPartitions: it still hears Kafka, so that its records wait for it; else the others answer them.
    private static func pulled(_ name: String, _ cables: [Cable], keepsPartitions: Bool = false) -> Fault {
        Fault(
            victim: .network, name: name, replicas: 3,
            setup: .init(partitions: 6, separatesReplicas: true), holds: .seconds(12),
            begins: { try await $0.stage.hosts?.pull(cables, of: 0) },
            ends: { run in
                try await run.expectUnready()
                if !keepsPartitions { try await run.expectOthersToAnswer() }
                try await run.stage.hosts?.plug(cables, of: 0)
            },
            settles: { try await $0.expectAllReplicas() })
    }
}

extension FaultRun {
    /// The replica that is cut off has noticed: else nothing was tried.
    func expectUnready() async throws {
        guard try await stage.stand.replicas.first?.get("/readyz").status == 200 else { return }
        complain("a replica that is cut off says that it is ready")
    }

    /// Waits until what has been sent so far is answered without the replica that is cut off.
    func expectOthersToAnswer() async throws {
        try await stage.eventually("the others answer everything") { stage.witness.open == 0 }
    }

    /// Waits until each replica is ready and has partitions, the one that was away too.
    func expectAllReplicas() async throws {
        for replica in stage.replicas { try await replica.awaitReady() }
    }
}
