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
            // Every evaluation is to cost what it costs without an earlier one.
            "VERDICT_CACHE": "off",
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
        table.add("start to ready, median of \(Self.starts)", median(times), "ms", budget: .atMost(150))
        table.add("start to ready, best", times.min() ?? 0, "ms")
        table.add("resident memory at rest, median", median(memory), "MB", budget: .atMost(25))
    }

    /// One load: what an evaluation costs, how many there are in a second, and what of the judge's time is used.
    ///
    /// - Returns: evaluations per second.
    @discardableResult
    func measure(_ load: BenchmarkLoad, into table: inout FigureTable) async throws -> Double {
        let stub = try BenchmarkStub(load.latency)
        let workers = try await start(load, judge: stub.server.baseURL)
        let sender = try BenchmarkSender(bootstrapServers: bootstrapServers, redis: redis)
        try await sender.run(load, count: Self.warmUp, campaign: load.label + "-warm-up")
        stub.forget()
        let earlier = stub.server.statistics.calls
        let cpu = workers.map(\.cpuMilliseconds).reduce(0, +)
        let clock = ContinuousClock()
        let started = clock.now
        try await sender.run(load, count: load.requests, campaign: load.label)
        let rate = Double(load.requests) / (started.duration(to: clock.now) / .seconds(1))
        let spent = (workers.map(\.cpuMilliseconds).reduce(0, +) - cpu) / Double(load.requests)
        table.add(
            "\(load.name): CPU per evaluation", spent, "ms", budget: load.budget.map { .atMost($0) })
        if let budget = load.budget {
            table.add(
                "\(load.name): evaluations per second of a core", 1000 / spent, "/s",
                budget: .atLeast(1000 / budget))
        }
        table.add("\(load.name): evaluations per second", rate, "/s")
        addJudge(load, stub, from: earlier, into: &table)
        let peak = workers.map { $0.megabytes("VmHWM") }.max() ?? 0
        table.add("\(load.name): resident memory, peak", peak, "MB", budget: .atMost(80))
        await sender.close()
        for worker in workers { await worker.stop() }
        await stub.server.stop()
        return rate
    }

    /// Workers of one group that have shared the partitions out.
    func start(_ load: BenchmarkLoad, judge: String, more: [String: String] = [:]) async throws -> [WorkerUnderTest] {
        var environment = environment
        environment["KAFKA_GROUP_EVALUATION"] = load.label
        environment["KAFKA_TOPIC_EVALUATION_REQUESTS"] = load.topic
        environment["OPENAI_BASE_URL"] = judge
        environment["MODEL_NAME"] = "stub"
        environment["JUDGE_CONCURRENCY"] = "\(load.concurrency)"
        environment["MAX_IN_FLIGHT"] = "\(load.requestsInFlight)"
        environment.merge(more) { $1 }
        var workers: [WorkerUnderTest] = []
        for _ in 0..<load.replicas {
            workers.append(
                try await WorkerUnderTest.start(binary: binary, environment: environment, transport: transport))
        }
        for worker in workers { try await waitUntilRunning(worker, partitions: load.partitions / load.replicas) }
        return workers
    }

    private static let warmUp = 50

    /// What the judge was asked, and how much of the most that it could have answered.
    private func addJudge(
        _ load: BenchmarkLoad, _ stub: BenchmarkStub, from earlier: Int, into table: inout FigureTable
    ) {
        let tally = stub.tally
        guard tally.calls > 0 else { return }
        let statistics = stub.server.statistics
        let count = Double(load.requests)
        let tokens = Double(tally.promptCharacters + tally.answerCharacters) / 4 / count
        table.add("\(load.name): judge calls per evaluation", Double(tally.calls) / count, "", budget: .atMost(2))
        table.add("\(load.name): tokens per evaluation (characters / 4)", tokens, "", budget: .atMost(2700))
        table.add(
            "\(load.name): connections to the judge", Double(statistics.connections), "",
            budget: .atMost(Double(load.concurrency * load.replicas)))
        table.add("\(load.name): calls in flight, most", Double(statistics.maxInFlight), "")
        // From the moment when all places are taken to the last call's begin: neither the rise nor the end, when there
        // is no more to ask, says anything about the worker.
        let places = load.concurrency * load.replicas
        let arrivals = statistics.arrivals[earlier...]
        guard tally.time > .zero, arrivals.count > 2 * places, let last = arrivals.last else { return }
        let window = arrivals[arrivals.startIndex + places].duration(to: last)
        let begun = Double(arrivals.count - places - 1)
        let mean = tally.time / tally.calls
        table.add(
            "\(load.name): share of in flight / latency", 100 * begun * (mean / window) / Double(places), "%",
            budget: .atLeast(90))
    }

    /// The group's first join takes seconds on any broker; it is no part of a load.
    private func waitUntilRunning(_ worker: WorkerUnderTest, partitions: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while .now < deadline {
            let request = HTTPRequest(method: .get, url: "http://127.0.0.1:\(worker.port)/health", timeout: .seconds(1))
            if let response = try? await transport.send(request),
                let intake = (try? JSONReader.read(response.body))?["intake"],
                intake["state"] == "running", intake["partitions"]?.integer == partitions
            {
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw BenchmarkError.notReady(worker.process.output)
    }
}
