import Testing

@testable import Evaluation

@Suite("Proportions and their intervals")
struct BinomialTests {
    @Test(
        "The incomplete beta function has its known values",
        arguments: [
            (0.4, 2, 3, 0.5248), (0.3, 0.5, 0.5, 0.36901011956554536), (0.945, 5000, 300, 0.6887049098660887),
            (0.5003, 1e6, 1e6, 0.8019280371578701), (0, 2, 3, 0), (1, 2, 3, 1), (0.25, 1, 1, 0.25),
        ] as [(Double, Double, Double, Double)])
    func incompleteBeta(x: Double, a: Double, b: Double, expected: Double) {
        #expect(abs(IncompleteBeta.value(x, a, b) - expected) < 1e-9)
        #expect(abs(IncompleteBeta.value(1 - x, b, a) - (1 - expected)) < 1e-9)
    }

    @Test("A quantile is the inverse")
    func quantile() {
        for (a, b) in [(1.0, 10.0), (3, 3), (200, 4), (0.7, 0.9)] {
            for p in stride(from: 0.01, through: 0.99, by: 0.07) {
                #expect(abs(IncompleteBeta.value(IncompleteBeta.quantile(p, a, b), a, b) - p) < 1e-9)
            }
        }
    }

    @Test(
        "Clopper-Pearson bounds are those of the tables",
        arguments: [
            (0, 10, 0, 0.308497), (1, 10, 0.002529, 0.445016), (5, 10, 0.187086, 0.812914), (10, 10, 0.691503, 1),
            (3, 50, 0.012549, 0.165482), (0, 45, 0, 0.078705), (2, 100, 0.002431, 0.070384),
            (950, 1000, 0.93461, 0.962665),
        ] as [(Int, Int, Double, Double)])
    func clopperPearson(successes: Int, trials: Int, low: Double, high: Double) {
        let proportion = Proportion(successes: successes, trials: trials)
        #expect(abs(proportion.lowerBound(risk: 0.025) - low) < 1e-6)
        #expect(abs(proportion.upperBound(risk: 0.025) - high) < 1e-6)
    }

    @Test(
        "Wilson intervals are those of the formula",
        arguments: [
            (8, 10, 0.4901624715, 0.9433178485), (0, 10, 0, 0.2775327999), (10, 10, 0.7224672001, 1),
            (81, 263, 0.2552885198, 0.366209577),
        ] as [(Int, Int, Double, Double)])
    func wilson(successes: Int, trials: Int, low: Double, high: Double) {
        let interval = Proportion(successes: successes, trials: trials).wilson
        #expect(abs(interval.low - low) < 1e-9)
        #expect(abs(interval.high - high) < 1e-9)
    }

    @Test("Nothing counted is nothing known")
    func empty() {
        let none = Proportion(successes: 0, trials: 0)
        #expect(none.value == nil)
        #expect(none.wilson == Interval(low: 0, high: 1))
        #expect(none.lowerBound(risk: 0.1) == 0 && none.upperBound(risk: 0.1) == 1)
    }
}
