import Evaluation
import Testing

@Suite("The distribution of a count of uncertain items")
struct CountDistributionTests {
    @Test("Two fair coins")
    func coins() {
        var counts = CountDistribution()
        counts.add(probability: 0.5)
        counts.add(probability: 0.5)
        #expect(counts.probabilities == [0.25, 0.5, 0.25])
        #expect(counts.quantile(0.05) == 0)
        #expect(counts.quantile(0.5) == 1)
        #expect(counts.quantile(0.95) == 2)
    }

    @Test("An item of two units never counts one")
    func units() {
        var counts = CountDistribution()
        counts.add(probability: 0.75, units: 2)
        #expect(counts.probabilities == [0.25, 0, 0.75])
    }

    @Test("The recurrence agrees with counting all combinations", arguments: [1, 5, 12])
    func enumeration(items: Int) {
        let probabilities = (0..<items).map { 0.05 + 0.9 * Double($0) / Double(items) }
        var counts = CountDistribution()
        for probability in probabilities { counts.add(probability: probability) }
        var expected = [Double](repeating: 0, count: items + 1)
        for combination in 0..<(1 << items) {
            var mass = 1.0
            for (place, p) in probabilities.enumerated() { mass *= combination >> place & 1 == 1 ? p : 1 - p }
            expected[combination.nonzeroBitCount] += mass
        }
        for (one, other) in zip(counts.probabilities, expected) { #expect(abs(one - other) < 1e-12) }
    }
}
