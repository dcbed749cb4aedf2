import Telemetry
import Testing

@Suite("Instruments")
struct InstrumentTests {
    @Test("A counter only grows")
    func counter() {
        let counter = Counter()
        counter.increment()
        counter.increment(by: 0.5)
        for ignored in [-1, 0, .nan, .infinity] { counter.increment(by: ignored) }
        #expect(counter.value == 1.5)
    }

    @Test("A gauge rises and falls")
    func gauge() {
        let gauge = Gauge()
        gauge.set(3)
        gauge.add(-5)
        #expect(gauge.value == -2)
    }

    @Test("No addition is lost between threads")
    func concurrent() async {
        let counter = Counter()
        let histogram = Histogram(bounds: [1])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<5_000 {
                        counter.increment()
                        histogram.observe(0.5)
                    }
                }
            }
        }
        #expect(counter.value == 40_000)
        #expect(histogram.cumulativeCounts == [40_000, 40_000])
        #expect(histogram.sum == 20_000)
    }

    @Test("A value belongs to the first bound that is not below it; counts are cumulative")
    func buckets() {
        let histogram = Histogram(bounds: [10, 1, 1, .infinity, 5])
        #expect(histogram.bounds == [1, 5, 10])
        for value in [-1, 1, 1.1, 5, 10, 10.1, .infinity, .nan] { histogram.observe(value) }
        #expect(histogram.cumulativeCounts == [2, 4, 5, 7])
    }

    @Test("Durations are counted in seconds")
    func durations() {
        let histogram = Histogram(bounds: Histogram.seconds)
        histogram.observe(.milliseconds(1500))
        #expect(histogram.sum == 1.5)
        let empty = Histogram(bounds: [])
        empty.observe(1)
        #expect(empty.cumulativeCounts == [1])
    }

    @Test("A family has an instrument for each combination, and one for everything else")
    func family() {
        let registry = TelemetryRegistry()
        let family = registry.counters(
            "calls_total", "Calls.", labels: [Label("provider", ["a", "b"]), Label("outcome", ["ok", "failed"])])
        family["a", "ok"].increment()
        family["a", "ok"].increment()
        family["invented", "ok"].increment()
        family["a"].increment()
        family["a", "ok", "surplus"].increment()
        #expect(family["a", "ok"].value == 3)
        #expect(family["other", "ok"].value == 1)
        #expect(family["a", "other"].value == 1)
        #expect(family["b", "failed"].value == 0)
    }
}
