import Testing

@testable import Service

/// The lag that a replica tells.
struct ConsumerLagTests {
    private func partition(_ state: String, _ lag: Int) -> String {
        "{\"fetch_state\":\"\(state)\",\"consumer_lag\":\(lag)}"
    }

    private func lag(_ partitions: [String]) -> Double? {
        let members = partitions.enumerated().map { "\"\($0)\":\($1)" }.joined(separator: ",")
        return ConsumerLag(
            statistics: Array("{\"topics\":{\"requests\":{\"partitions\":{\(members)}}}}".utf8))?.records
    }

    @Test("it is the sum over what is read; what is not known counts nothing")
    func sum() {
        #expect(lag([partition("active", 3), partition("active", 4), partition("active", -1)]) == 7)
        #expect(lag([]) == 0)
    }

    @Test("what another member reads now does not count")
    func former() {
        #expect(lag([partition("active", 3), partition("stopped", 900), partition("none", 80)]) == 3)
    }

    @Test("what are no statistics say nothing", arguments: ["", "{}", "[]", "{\"topics\":7}"])
    func nothing(text: String) {
        #expect(ConsumerLag(statistics: Array(text.utf8)) == nil)
    }
}
