import Kafka
import Testing

@testable import Service

/// What a replica knows of its partitions.
struct ConsumerStatisticsTests {
    private func partition(_ state: String, _ lag: Int) -> String {
        "{\"fetch_state\":\"\(state)\",\"consumer_lag\":\(lag)}"
    }

    private func statistics(
        _ partitions: [String], group: String = "\"state\":\"up\",\"join_state\":\"steady\""
    ) -> ConsumerStatistics? {
        let members = partitions.enumerated().map { "\"\($0 - 1)\":\($1)" }.joined(separator: ",")
        let topics = "\"topics\":{\"requests\":{\"partitions\":{\(members)}}}"
        return ConsumerStatistics(Array("{\(topics),\"cgrp\":{\(group)}}".utf8))
    }

    @Test("the lag is the sum over what is read; what is not known counts nothing")
    func sum() {
        let partitions = [
            partition("none", -1), partition("active", 3), partition("active", 4), partition("active", -1),
        ]
        #expect(statistics(partitions)?.lag == 7)
        #expect(statistics([])?.lag == 0)
    }

    @Test("what another member reads now has no lag here")
    func former() {
        let partitions = [
            partition("none", 5), partition("active", 3), partition("stopped", 900), partition("none", 80),
        ]
        #expect(statistics(partitions)?.lag == 3)
    }

    @Test("idle is what is not read, and not what is about to be")
    func idle() throws {
        let states = ["none", "none", "stopped", "stopping", "offset-query", "offset-wait", "active", "none"]
        let found = statistics(states.map { partition($0, 0) })
        let idle = try #require(found?.idle)
        #expect(Set(idle.map(\.partition)) == [0, 1, 6])
    }

    @Test(
        "while the group is not settled nothing is idle",
        arguments: [
            "\"state\":\"wait-coord\",\"join_state\":\"steady\"",
            "\"state\":\"up\",\"join_state\":\"wait-unassign-call\"", "",
        ])
    func unsettled(group: String) {
        #expect(statistics([partition("none", 0), partition("none", 0)], group: group)?.idle == [])
    }

    @Test("what are no statistics say nothing", arguments: ["", "{}", "[]", "{\"topics\":7}"])
    func nothing(text: String) {
        #expect(ConsumerStatistics(Array(text.utf8)) == nil)
    }
}
