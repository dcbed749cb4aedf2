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

    @Test("one that is idle three times in a row is started anew")
    func thrice() {
        var watch = IdleWatch()
        let first = starts(&watch, [(0, [zero]), (5, [zero, one]), (10, [zero, one])])
        #expect(first == [[], [], [zero]])
        #expect(watch.stalled == [zero])
        let later = starts(&watch, [(15, [])])
        #expect(later == [[]])
        #expect(watch.stalled.isEmpty)
    }

    @Test("idle now and then, or before the partitions were shared out anew, says nothing")
    func passing() {
        var watch = IdleWatch()
        let turns = starts(&watch, [(0, [zero]), (1, [zero]), (2, [one]), (3, [zero]), (4, [zero, one]), (5, [one])])
        #expect(turns == [[], [], [], [], [], []])
        watch.forget()
        let anew = starts(&watch, [(6, [one]), (7, [one]), (8, [one])])
        #expect(anew == [[], [], [one]])
        watch.forget()
        #expect(watch.stalled.isEmpty)
    }

    @Test("what stays idle is started anew at ever longer distances, up to five minutes")
    func patience() {
        var watch = IdleWatch()
        let seconds = starts(&watch, (0...1500).map { ($0, [zero]) }).enumerated().filter { !$0.element.isEmpty }
        #expect(seconds.map(\.offset) == [2, 12, 32, 72, 152, 312, 612, 912, 1212])
    }

    @Test("well again, or with another one stalled, or shared out anew, the distances begin anew")
    func renewed() {
        var watch = IdleWatch()
        func stall(_ partitions: Set<TopicPartition>, from second: Int) -> [Set<TopicPartition>] {
            starts(&watch, (second...second + 2).map { ($0, partitions) })
        }
        let first = stall([zero], from: 0)
        #expect(first == [[], [], [zero]])
        let other = stall([zero, one], from: 3)
        #expect(other == [[], [], [zero, one]])
        _ = watch.note([], at: start + .seconds(6))
        let again = stall([zero], from: 7)
        #expect(again == [[], [], [zero]])
        watch.forget()
        let anew = stall([zero], from: 10)
        #expect(anew == [[], [], [zero]])
    }
}
