import Glibc
import JSON
import Processes
import TestKit
import Threads

/// Replicas under continuous load while the events of a plan happen to them.
struct SoakRun: Sendable {
    /// Replicas, one of which is never ended.
    static let replicas = 3
    /// Requests a second.
    static let rate = 12
    /// Sends that may wait for the broker; the load holds back above it.
    private static let waitingSends = 256
    private static let sampling = Duration.seconds(1)

    let stage: DrillStage
    let plan: SoakPlan
    let length: Duration
    let slots: [ReplicaSlot]
    private let progress = Locked<[SoakEvent: Int]>([:])
    /// What makes the group share out its partitions anew happens one at a time: this broker's group is stuck for good
    /// when its leader leaves while another member joins.
    private let groupTurn = AsyncSemaphore(permits: 1)

    init(stage: DrillStage, plan: SoakPlan, length: Duration) {
        self.stage = stage
        self.plan = plan
        self.length = length
        slots = (0..<Self.replicas).map { ReplicaSlot(place: $0, stage: stage) }
    }

    /// What happened how often.
    var events: [SoakEvent: Int] { progress.withLock { $0 } }

    /// Runs load and events to their end, puts everything right, and waits until everything that was sent has ended.
    func run() async throws {
        for slot in slots { try await slot.fill() }
        for slot in slots { try await slot.awaitReady() }
        let watching = Task {
            while !Task.isCancelled {
                for slot in slots { slot.sample() }
                try? await Task.sleep(for: Self.sampling)
            }
        }
        defer { watching.cancel() }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await load(until: start + length) }
            for step in plan.steps {
                try await Task.sleep(until: start + step.at, clock: .continuous)
                progress.withLock { $0[step.event, default: 0] += 1 }
                group.addTask {
                    // Some wait for their turn, which the plan does not know.
                    try await happen(step) {
                        say("\(FaultTable.seconds(.now - start)) s: \(step.event.rawValue)")
                    }
                }
            }
            try await group.waitForAll()
        }
        try await stage.eventually("everything came to an end", within: .seconds(300)) {
            try await Task.sleep(for: .milliseconds(200))
            return stage.witness.open == 0
        }
    }

    private func load(until end: ContinuousClock.Instant) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = 0
            let beat = Duration.seconds(1) / Self.rate
            var next = ContinuousClock.now
            while .now < end {
                if waiting >= Self.waitingSends {
                    try await group.next()
                    waiting -= 1
                }
                group.addTask { try await stage.send(.request) }
                waiting += 1
                next += beat
                // What a stall kept back is not made up for in one burst.
                if next < .now { next = .now }
                try await Task.sleep(until: next, clock: .continuous)
            }
            try await group.waitForAll()
        }
    }

    private func happen(_ step: SoakPlan.Step, _ begin: @Sendable () -> Void) async throws {
        guard step.event.disturbsGroup else {
            begin()
            return try await disturb(step)
        }
        try await groupTurn.withPermit {
            if step.event == .terminate { await settleGroup() }
            begin()
            try await disturb(step)
        }
    }

    private func disturb(_ step: SoakPlan.Step) async throws {
        let kafka = stage.stand.broker.shim
        let slot = slots[min(step.replica, slots.count - 1)]
        switch step.event {
        case .kill: try await slot.replace(by: SIGKILL, after: step.lasts)
        case .terminate: try await slot.replace(by: SIGTERM, after: .zero)
        case .redisRestart: try await restartRedis(after: step.lasts)
        case .redisPause:
            try await stage.stand.redis.suspend()
            try await Task.sleep(for: step.lasts)
            stage.stand.redis.resume()
        case .redisCut: stage.redisNetwork.cutAll()
        case .kafkaRefusal:
            kafka.refuse(true)
            try await Task.sleep(for: step.lasts)
            kafka.refuse(false)
        case .kafkaCut:
            kafka.blackHole(true)
            try await Task.sleep(for: step.lasts)
            kafka.blackHole(false)
        case .kafkaFlicker:
            kafka.cutMidFrame()
            try await Task.sleep(for: .milliseconds(200))
            kafka.cutAll()
        case .judgeStorm: try await judge(.throttling(retryAfter: 1), for: step.lasts)
        case .judgeFailure: try await judge(.failing(503), for: step.lasts)
        case .poison: for _ in 0..<5 { try await stage.send(.poison) }
        }
    }

    /// Waits until every replica has its share of the partitions; goes on after a minute all the same.
    private func settleGroup() async {
        let deadline = ContinuousClock.now + .seconds(60)
        while .now < deadline {
            var shares: [Int] = []
            for replica in stage.replicas {
                let ready = try? await replica.getJSON("/readyz")
                shares.append(ready?.body["intake"]?["partitions"]?.integer.map { Int($0) } ?? 0)
            }
            if shares.reduce(0, +) == stage.setup.partitions, shares.allSatisfy({ $0 > 0 }) { return }
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    private func restartRedis(after pause: Duration) async throws {
        await stage.stand.redis.kill9()
        try await Task.sleep(for: pause)
        try await stage.stand.redis.restart()
        try await stage.admitWorker()
    }

    private func judge(_ mood: JudgeMood, for length: Duration) async throws {
        stage.temper.become(mood)
        try await Task.sleep(for: length)
        stage.temper.become(.well)
    }
}
