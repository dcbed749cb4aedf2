import Glibc
package import Kafka
import Processes
import Redis

extension Stand {
    /// The elements of some Redis lists, as bytes.
    package func lists(_ keys: [String]) async throws -> [[[UInt8]]] {
        try await store.pipeline(keys.map { ["LRANGE", RedisArgument($0), 0, -1] })
            .map { $0.array?.compactMap(\.bytes) ?? [] }
    }

    /// The elements of a Redis list, as bytes.
    package func list(_ key: String) async throws -> [[UInt8]] { try await lists([key]).first ?? [] }

    /// Seconds a Redis key still lives; negative when it does not expire or does not exist.
    package func secondsToLive(_ key: String) async throws -> Int {
        Int(try await store.command(["TTL", RedisArgument(key)]).integer ?? -3)
    }

    /// Waits on a list's head as clients do; nil when nothing came in time.
    ///
    /// On a connection of its own: a waiting one answers nothing else.
    package func pop(_ key: String, seconds: Int = 60) async throws -> [UInt8]? {
        var patient = RedisConfiguration()
        patient.commandTimeout = .seconds(seconds + 30)
        let client = try RedisClient(url: redis.url, configuration: patient)
        let reply: RedisValue
        do throws(RedisError) {
            reply = try await client.command(["BLPOP", RedisArgument(key), RedisArgument(seconds)])
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
        return reply.array?.last?.bytes
    }

    /// The results on both result topics so far, by evaluation id.
    package var results: [String: [KafkaRecord]] {
        let records = outputs.records(of: Topic.completed) + outputs.records(of: Topic.review)
        return Dictionary(grouping: records.filter { $0.header("evaluation-id") != nil }) {
            $0.header("evaluation-id") ?? ""
        }
    }

    /// Ends every replica as an orchestrator would, and returns once `outputs` holds all they wrote: what is there then
    /// is final.
    ///
    /// - Throws: `WorkerProcessError.notStopped` when a replica does not end well; `StandError` when the end of the
    ///   topics is not reached in time.
    package func settle() async throws {
        for replica in replicas where replica.process.isRunning {
            let exit = await replica.process.stop(within: .seconds(180))
            guard exit == .status(0) else {
                throw WorkerProcessError.notStopped("\(exit)\n" + replica.process.output)
            }
        }
        // Side by side: to a topic that was not written to before, the first record takes a second.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for topic in Topic.outputs {
                group.addTask {
                    try await self.send(topic, headers: [KafkaHeader("end", "of test")])
                }
            }
            try await group.waitForAll()
        }
        let deadline = ContinuousClock.now + .seconds(180)
        while !Topic.outputs.allSatisfy({ outputs.records(of: $0).last?.header("end") != nil }) {
            guard .now < deadline else { throw StandError(code: ETIMEDOUT) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
