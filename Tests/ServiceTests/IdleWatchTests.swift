import Kafka
import Testing

@testable import Service

/// Partitions that are assigned and not read.
struct IdleWatchTests {
    private let zero = TopicPartition(topic: "requests", partition: 0)
    private let one = TopicPartition(topic: "requests", partition: 1)
    private let start = ContinuousClock.now

    /// What is to be started anew after each of some statistics: seconds, and what is idle.
    private func starts(
        _ watch: inout IdleWatch, _ steps: [(second: Int, idle: Set<TopicPartition>)]
    ) -> [Set<TopicPartition>] {
        steps.map { watch.note($0.idle, at: start + .seconds($0.second)) }
    }

    @Test("one that is idle twice in a row is started anew")
    func twice() {
        var watch = IdleWatch()
        let first = starts(&watch, [(0, [zero]), (5, [zero, one])])
        #expect(first == [[], [zero]])
        #expect(watch.stalled == [zero])
        let later = starts(&watch, [(10, [])])
        #expect(later == [[]])
        #expect(watch.stalled.isEmpty)
    }

    @Test("idle once, or before the partitions were shared out anew, says nothing")
    func passing() {
        var watch = IdleWatch()
        let turns = starts(&watch, [(0, [zero]), (1, [one]), (2, [zero]), (3, [one])])
        #expect(turns == [[], [], [], []])
        watch.forget()
        let anew = starts(&watch, [(4, [one]), (5, [one])])
        #expect(anew == [[], [one]])
        watch.forget()
        #expect(watch.stalled.isEmpty)
    }

    @Test("what stays idle is started anew at ever longer distances, up to five minutes; well again, it begins anew")
    func patience() {
        var watch = IdleWatch()
        let seconds = starts(&watch, (0...1500).map { ($0, [zero]) }).enumerated().filter { !$0.element.isEmpty }.map(
            \.offset)
        #expect(seconds == [1, 11, 31, 71, 151, 311, 611, 911, 1211])
        let well = starts(&watch, [(1501, []), (1502, [zero]), (1503, [zero]), (1512, [zero]), (1513, [zero])])
        #expect(well == [[], [], [zero], [], [zero]])
    }
}
