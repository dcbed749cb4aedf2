import Kafka
import Processes
import Redis
import TestKit

extension DrillStage {
    /// Ends the replicas as an orchestrator would, reads all they left behind, and audits it.
    ///
    /// - Returns: the audit, and what was wrong with the end of a replica.
    func audit(memory: Audit.Memory = .kept) async throws -> (audit: Audit, complaints: [String]) {
        let complaints = await endReplicas()
        try await readToTheEnd()
        try await readLists()
        let committed = try await CommittedOffsets.read(
            bootstrapServers: stand.broker.bootstrapServers, partitions: setup.partitions)
        return (Audit(witness.snapshot, committed: committed, memory: memory), complaints)
    }

    private func endReplicas() async -> [String] {
        await withTaskGroup(of: String?.self) { group in
            for replica in replicas {
                group.addTask {
                    let exit = await replica.process.stop(within: .seconds(180))
                    return exit == .status(0) ? nil : "a replica ended with \(exit) on SIGTERM"
                }
            }
            return await group.reduce(into: []) { if let complaint = $1 { $0.append(complaint) } }
        }
    }

    /// Behind the last record of each topic comes one of our own.
    private func readToTheEnd() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for topic in Stand.Topic.outputs {
                group.addTask {
                    try await self.stand.send(topic, headers: [KafkaHeader(Witness.endHeader, "")])
                }
            }
            try await group.waitForAll()
        }
        try await eventually("the topics are read to their end") {
            witness.endedTopics.count == Stand.Topic.outputs.count
        }
    }

    /// A page at a time: a campaign's list can be long.
    private func readLists() async throws {
        let page = 100
        for campaign in DrillLoad.campaigns(witness.snapshot.fates.count) {
            let key = RedisArgument("campaign:\(campaign):result")
            var start = 0
            while true {
                let elements =
                    try await stand.store.command(
                        ["LRANGE", key, RedisArgument(start), RedisArgument(start + page - 1)]
                    ).array ?? []
                for element in elements { witness.find(element.bytes ?? []) }
                start += elements.count
                if elements.count < page { break }
            }
        }
    }
}
