import Testing

@testable import Drills

@Suite("Soak")
struct SoakTests {
    @Test("The same seed gives the same plan, another seed another one")
    func seeds() {
        let length = Duration.seconds(600)
        let plan = SoakPlan(seed: 7, length: length, replicas: 3)
        #expect(plan == SoakPlan(seed: 7, length: length, replicas: 3))
        #expect(plan != SoakPlan(seed: 8, length: length, replicas: 3))
    }

    @Test("Everything happens, the first replica is spared, and events of one target do not overlap", arguments: 1...20)
    func plan(seed: UInt64) {
        let length = Duration.seconds(300)
        let plan = SoakPlan(seed: seed, length: length, replicas: 3)
        #expect(Set(plan.steps.map(\.event)) == Set(SoakEvent.allCases))
        #expect(plan.steps.allSatisfy { (1...2).contains($0.replica) && $0.at < length })
        #expect(zip(plan.steps, plan.steps.dropFirst()).allSatisfy { $0.at <= $1.at })
        for target in [SoakEvent.Target.redis, .kafka, .judge] {
            let steps = plan.steps.filter { $0.event.target == target }
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.at + $0.lasts < $1.at })
        }
    }

    private func track(_ count: Int, _ sample: (Int) -> (memory: Int, files: Int)) -> ResourceTrack {
        var track = ResourceTrack()
        for place in 0..<count {
            let (memory, files) = sample(place)
            track.add(.init(memory: memory, files: files))
        }
        return track
    }

    @Test("A life that warms up and then stays flat is fine")
    func flat() {
        let life = track(100) { (min(30_000, 20_000 + $0 * 1000), 40 + $0 % 5) }
        #expect(life.complaints().isEmpty)
        #expect(life.peak == 30_000)
    }

    @Test("Memory that grows, memory above its limit, and files that are never closed are found")
    func leaks() {
        #expect(track(100) { (20_000 + $0 * 300, 40) }.complaints().map { $0.prefix(11) } == ["memory grew"])
        #expect(track(100) { ($0 == 50 ? 90_000 : 20_000, 40) }.complaints() == ["memory reached 90000 KiB"])
        #expect(track(100) { (20_000, 40 + $0) }.complaints().map { $0.prefix(9) } == ["open file"])
    }

    @Test("A short life says nothing about growth")
    func short() {
        #expect(track(ResourceTrack.least - 1) { (20_000 + $0 * 2000, 40 + $0 * 10) }.complaints().isEmpty)
    }

    @Test("A long life is thinned out and keeps its shape")
    func thinned() {
        let life = track(20_000) { (20_000 + $0, 40) }
        #expect(life.samples.count <= ResourceTrack.most)
        #expect(life.peak == 39_999)
        #expect(abs((life.early?.memory ?? 0) - 27_500) < 200)
        #expect(abs((life.late?.memory ?? 0) - 37_500) < 200)
    }
}
