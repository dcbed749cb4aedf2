import JSON
import Kafka
import Pipeline
import Redis
import Telemetry
import Threads

/// One campaign sent through a running service, and what came of each of its records.
struct DemoRun: Sendable {
    let lines: [InputFile.Line]
    let configuration: Configuration
    let addresses: WorkerService.Addresses
    let console: Console

    /// A record on its way.
    private struct Sent {
        let id: String
        /// `topic-partition-offset`, which its dead letter would name.
        let place: String
    }

    /// Where a record ended.
    private struct Ending {
        var topics: [String] = []
        var result: JSONObject?
        var code: String?
    }

    /// Produces the records, waits until each has ended, prints the table.
    ///
    /// - Returns: how many records were lost or came out twice.
    func show(patience: Duration, until asked: Latch) async throws -> Int {
        let clock = ContinuousClock()
        let started = clock.now
        let kafka = KafkaConfiguration(
            bootstrapServers: addresses.bootstrapServers, clientID: "evaluation-worker-demo",
            extra: configuration.kafka.extra)
        let producer = try KafkaProducer(kafka)
        let since = LogTime.now().milliseconds
        let sent = try await produce(with: producer)
        let ids = sent.map(\.id)
        let outputs = configuration.outputs
        let topics = [outputs.completedTopic, outputs.reviewTopic, outputs.deadLetterTopic]
        let known = try await producer.metadata(timeout: .seconds(10)).partitions
        await producer.close()
        let reader = try TopicReader(kafka, partitions: known.filter { topics.contains($0.key) })
        var endings: [String: Ending] = [:]
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await Task.sleep(for: patience)
                reader.records.finish()
            }
            group.addTask {
                await asked.wait()
                reader.records.finish()
            }
            let wanted = Set(ids)
            let places = Dictionary(sent.map { ($0.place, $0.id) }) { first, _ in first }
            while endings.count < wanted.count, let record = await reader.records.next() {
                // A broker that lives on still has the records of earlier runs.
                guard record.timestamp ?? .max >= since else { continue }
                note(record, wanted, places, &endings)
                console.progress("\(endings.count) of \(ids.count) requests ended")
            }
            group.cancelAll()
        }
        console.endProgress()
        await reader.close()
        let seconds = started.duration(to: clock.now) / .seconds(1)
        let pushes = try await pushedResults(ids, endings)
        return printTable(ids, endings, pushes, seconds: seconds)
    }

    /// Writes the records; the id of each is the line's own, or the place where the broker put it.
    private func produce(with producer: KafkaProducer) async throws -> [Sent] {
        var sent: [Sent] = []
        for line in lines {
            let object = (try? JSONReader.read(line.bytes))?.object
            let delivery = try await producer.send(
                topic: configuration.kafka.requestsTopic,
                key: object?["campaign_id"]?.string.map { Array($0.utf8) }, value: line.bytes, headers: [])
            let place = MessageOrigin(
                queue: configuration.kafka.requestsTopic, partition: delivery.partition, offset: delivery.offset
            ).id
            let id = object?["evaluation_id"]?.string ?? object?["request_id"]?.string
            sent.append(Sent(id: id ?? place, place: place))
        }
        return sent
    }

    private func note(
        _ record: KafkaRecord, _ wanted: Set<String>, _ places: [String: String], _ endings: inout [String: Ending]
    ) {
        let header = { (name: String) in
            record.headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        let isDead = record.topic == configuration.outputs.deadLetterTopic
        let place = ["original-topic", "original-partition", "original-offset"].map(header).joined(separator: "-")
        let id = isDead ? places[place] ?? "" : header("evaluation-id")
        guard wanted.contains(id) else { return }
        endings[id, default: Ending()].topics.append(record.topic)
        if isDead { endings[id]?.code = header("error-code") }
        if let result = record.value.flatMap({ try? JSONReader.read($0) })?.object { endings[id]?.result = result }
    }

    /// How often each evaluation's result stands in its campaign's list.
    private func pushedResults(_ ids: [String], _ endings: [String: Ending]) async throws -> [String: Int] {
        let campaigns = Set(endings.values.compactMap { $0.result?["campaign_id"]?.string })
        let client = try RedisClient(url: addresses.redis)
        var pushes: [String: Int] = [:]
        for campaign in campaigns {
            let reply = try await client.command([
                "LRANGE", RedisArgument("campaign:\(campaign):result"), "0", "-1",
            ])
            for element in reply.array ?? [] {
                if let id = element.bytes.flatMap({ try? JSONReader.read($0) })?["evaluation_id"]?.string {
                    pushes[id, default: 0] += 1
                }
            }
        }
        await client.shutdown()
        return pushes
    }

    private func printTable(
        _ ids: [String], _ endings: [String: Ending], _ pushes: [String: Int], seconds: Double
    ) -> Int {
        var table = TextTable(["evaluation", "metrics", "total", "severity", "went to"], widest: 60)
        var counts: [String: Int] = [:]
        var calls = 0
        var tokens = 0
        var lost = 0
        var judges: Set<String> = []
        for id in ids {
            let ending = endings[id] ?? Ending()
            let isDead = ending.topics == [configuration.outputs.deadLetterTopic]
            let isRight = ending.topics.count == 1 && (isDead || pushes[id] == 1)
            if !isRight { lost += 1 }
            for topic in ending.topics { counts[topic, default: 0] += 1 }
            let result = isDead ? nil : ending.result
            calls += result?["usage"]?["calls"]?.integer ?? 0
            tokens += result?["usage"]?["prompt_tokens"]?.integer ?? 0
            tokens += result?["usage"]?["completion_tokens"]?.integer ?? 0
            if let judge = result?["judge"]?.object {
                judges.insert("\(judge["provider"]?.string ?? "?") (\(judge["model"]?.string ?? "?"))")
            }
            table.add([
                id, isDead ? ending.code ?? "" : result.map(ResultReport.scores) ?? "",
                ResultReport.number(result?["total_score"]), result?["severity"]?.string ?? "-",
                isRight ? ending.topics.joined() : "LOST (\(ending.topics.joined(separator: ", ")))",
            ])
        }
        let outputs = configuration.outputs
        console.print("\n" + table.text)
        console.print(
            """

            judge: \(judges.isEmpty ? "none needed" : TextTable.safe(judges.sorted().joined(separator: ", ")))
            \(ids.count) requests: \(counts[outputs.completedTopic] ?? 0) completed, \
            \(counts[outputs.reviewTopic] ?? 0) manual review, \(counts[outputs.deadLetterTopic] ?? 0) dead letters, \
            \(lost) lost
            \(calls) judge calls, \(tokens) tokens, \(ResultReport.decimals(seconds, 2)) s
            """)
        return lost
    }
}
