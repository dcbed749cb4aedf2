import HTTPClient
import JSON
import Kafka
import Processes
import Redis
import TestKit
import Threads

/// Runs the worker beside a broker, a Redis and a stub judge, and takes figures.
struct BenchmarkStand {
    let binary: String
    let bootstrapServers: String
    let redis: RedisServer
    let transport: HTTPTransport

    private static let starts = 9

    private var environment: [String: String] {
        [
            "KAFKA_BOOTSTRAP_SERVERS": bootstrapServers, "REDIS_URL": "\(redis.url)",
            "KAFKA_CONFIG_FETCH_WAIT_MAX_MS": "20", "KAFKA_CONFIG_SESSION_TIMEOUT_MS": "6000",
            "KAFKA_CONFIG_HEARTBEAT_INTERVAL_MS": "500",
        ]
    }

    /// Start to ready, and resident memory at rest.
    func measureStart(into table: inout FigureTable) async throws {
        var times: [Double] = []
        var memory: [Double] = []
        for round in 0..<Self.starts {
            var environment = environment
            environment["KAFKA_GROUP_EVALUATION"] = "start-\(round)"
            let worker = try await WorkerUnderTest.start(
                binary: binary, environment: environment, transport: transport)
            times.append(worker.startToReady / .milliseconds(1))
            try await Task.sleep(for: .seconds(1))
            memory.append(worker.megabytes("VmRSS"))
            await worker.stop()
        }
        table.add("start to ready, median of \(Self.starts)", median(times), "ms", budget: "<= 150 ms")
        table.add("start to ready, best", times.min() ?? 0, "ms")
        table.add("resident memory at rest, median", median(memory), "MB", budget: "<= 25 MB")
    }

    /// One load: what an evaluation costs, and how many there are in a second.
    func measure(_ load: BenchmarkLoad, into table: inout FigureTable) async throws {
        let judge = TruthfulJudge()
        let asked = Locked((prompt: 0, completion: 0))
        let stub = try StubLLMServer { request in
            guard let answer = judge.answer(to: request) else { return .json(status: 400, body: Array("{}".utf8)) }
            let text = JSONWriter.text(of: answer)
            asked.withLock {
                $0.prompt += Self.promptCharacters(of: request.body)
                $0.completion += text.count
            }
            return .completion(text, delay: load.judgeDelay)
        }
        let campaign = "bench-\(load.name.filter { $0.isLetter || $0.isNumber })"
        var environment = environment
        environment["KAFKA_GROUP_EVALUATION"] = campaign
        environment["KAFKA_TOPIC_EVALUATION_REQUESTS"] = Self.topic(for: load)
        environment["OPENAI_BASE_URL"] = stub.baseURL
        environment["MODEL_NAME"] = "stub"
        environment["JUDGE_CONCURRENCY"] = "256"
        environment["MAX_IN_FLIGHT"] = "512"
        let worker = try await WorkerUnderTest.start(binary: binary, environment: environment, transport: transport)
        try await waitUntilRunning(worker)
        let client = try RedisClient(url: redis.url)
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: bootstrapServers))
        try await run(load, count: Self.warmUp, campaign: campaign + "-warm-up", producer, client)
        asked.withLock { $0 = (0, 0) }
        let calls = stub.statistics.calls
        let cpu = worker.cpuMilliseconds
        let clock = ContinuousClock()
        let started = clock.now
        try await run(load, count: load.requests, campaign: campaign, producer, client)
        let seconds = started.duration(to: clock.now) / .seconds(1)
        let count = Double(load.requests)
        table.add(
            "\(load.name): CPU per evaluation", (worker.cpuMilliseconds - cpu) / count, "ms", budget: load.budget ?? "")
        table.add("\(load.name): evaluations per second", count / seconds, "/s")
        if stub.statistics.calls > calls {
            let tokens = asked.withLock { Double($0.prompt + $0.completion) / 4 / count }
            table.add(
                "\(load.name): judge calls per evaluation", Double(stub.statistics.calls - calls) / count, "",
                budget: "<= 2")
            table.add("\(load.name): tokens per evaluation (characters / 4)", tokens, "", budget: "<= 2700")
            table.add("\(load.name): connections to the judge", Double(stub.statistics.connections), "")
            table.add("\(load.name): calls in flight, most", Double(stub.statistics.maxInFlight), "")
        }
        table.add("\(load.name): resident memory, peak", worker.megabytes("VmHWM"), "MB", budget: "<= 80 MB")
        await producer.close()
        await client.shutdown()
        await worker.stop()
        await stub.stop()
    }

    /// Each load has a topic of its own, so that no worker reads another's records.
    static func topic(for load: BenchmarkLoad) -> String {
        "requests." + load.name.filter { $0.isLetter || $0.isNumber }
    }

    private static let warmUp = 50

    /// Sends requests and waits until every result is in the campaign's list.
    private func run(
        _ load: BenchmarkLoad, count: Int, campaign: String, _ producer: KafkaProducer, _ client: RedisClient
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= 500 { try await group.next() }
                group.addTask {
                    _ = try await producer.send(
                        topic: Self.topic(for: load), key: nil, value: load.payload(number, campaign: campaign),
                        headers: [])
                }
            }
            try await group.waitForAll()
        }
        let deadline = ContinuousClock.now + .seconds(300)
        var stored: Int64 = 0
        while stored < count {
            guard .now < deadline else { throw BenchmarkError.missingResults(count - Int(stored)) }
            try await Task.sleep(for: .milliseconds(2))
            stored = try await client.command(["LLEN", RedisArgument("campaign:\(campaign):result")]).integer ?? 0
        }
    }

    /// The group's first join takes seconds on any broker; it is no part of a load.
    private func waitUntilRunning(_ worker: WorkerUnderTest) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while .now < deadline {
            let request = HTTPRequest(method: .get, url: "http://127.0.0.1:\(worker.port)/health", timeout: .seconds(1))
            if let response = try? await transport.send(request),
                (try? JSONReader.read(response.body))?["intake"]?["state"] == "running"
            {
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw BenchmarkError.notReady(worker.process.output)
    }

    /// What the judge reads: the messages and the schema.
    private static func promptCharacters(of body: [UInt8]) -> Int {
        guard let request = try? JSONReader.read(body) else { return 0 }
        let messages = request["messages"]?.array ?? []
        let schema = request["response_format"].map { JSONWriter.text(of: $0).count } ?? 0
        return messages.reduce(schema) { $0 + ($1["content"]?.string?.count ?? 0) }
    }
}
