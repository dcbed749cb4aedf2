import Glibc
import Telemetry
import Testing

@Suite("Prometheus text")
struct PrometheusTextTests {
    @Test("Each kind of instrument is written with HELP and TYPE, from 0 on")
    func kinds() {
        let registry = TelemetryRegistry()
        let counters = registry.counters("calls_total", "Calls.", labels: [Label("outcome", ["ok", "failed"])])
        registry.gauge("in_flight", "In flight.").set(2.5)
        let histogram = registry.histogram("wait_seconds", "Waits.", bounds: [0.25, 1])
        histogram.observe(0.5)
        registry.info("build_info", "Build.", [.init("version", "1.2")])
        registry.gauge("lag", "Lag.") { 7 }
        registry.gauge("unknown", "Not known yet.") { nil }
        counters["failed"].increment(by: 1e20)
        #expect(
            registry.prometheusText() == """
                # HELP calls_total Calls.
                # TYPE calls_total counter
                calls_total{outcome="ok"} 0
                calls_total{outcome="failed"} 1e+20
                # HELP in_flight In flight.
                # TYPE in_flight gauge
                in_flight 2.5
                # HELP wait_seconds Waits.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="0.25"} 0
                wait_seconds_bucket{le="1"} 1
                wait_seconds_bucket{le="+Inf"} 1
                wait_seconds_sum 0.5
                wait_seconds_count 1
                # HELP build_info Build.
                # TYPE build_info gauge
                build_info{version="1.2"} 1
                # HELP lag Lag.
                # TYPE lag gauge
                lag 7

                """)
        #expect(registry.problems.isEmpty)
    }

    @Test("The series for unlisted values appears once it is used")
    func overflow() {
        let registry = TelemetryRegistry()
        let counters = registry.counters("calls_total", "Calls.", labels: [Label("model", ["m"])])
        #expect(!registry.prometheusText().contains("other"))
        counters["surprise"].increment()
        #expect(registry.prometheusText().contains("calls_total{model=\"other\"} 1\n"))
    }

    @Test("Backslashes, quotes and line breaks are escaped as the format says")
    func escaping() {
        let text = PrometheusText.encode([
            MetricFamily(
                name: "x", help: "a\\b\n\"c\"", kind: .gauge,
                samples: [.init(labels: [.init("l", "a\\b\n\"c\"é")], value: -.infinity), .init(value: .nan)])
        ])
        #expect(
            text == #"""
                # HELP x a\\b\n"c"
                # TYPE x gauge
                x{l="a\\b\n\"c\"é"} -Inf
                x NaN

                """#)
    }

    @Test("Invalid and repeated names are repaired or left out, and reported")
    func names() {
        let registry = TelemetryRegistry()
        _ = registry.gauge("9 lives", "Cats.")
        _ = registry.gauge("twice", "First.")
        _ = registry.gauge("twice", "Second.")
        _ = registry.gauges("labelled", "Labels.", labels: [Label("a-b", ["x"])])
        let text = registry.prometheusText()
        #expect(registry.problems.count == 3)
        #expect(text.contains("\n__lives 0\n"))
        #expect(!text.contains("Second."))
        #expect(text.contains("labelled{a_b=\"x\"} 0\n"))
    }

    @Test("Process numbers are there and plausible")
    func process() throws {
        let registry = TelemetryRegistry()
        registry.registerProcess()
        let values = Dictionary(
            uniqueKeysWithValues: registry.families().map { ($0.name, $0.samples.first?.value ?? -1) })
        #expect(try #require(values["process_cpu_seconds_total"]) >= 0)
        #expect(try #require(values["process_resident_memory_bytes"]) > 1_000_000)
        #expect(try #require(values["process_open_fds"]) >= 3)
        let now = Double(LogTime.now().milliseconds) / 1000
        let start = try #require(values["process_start_time_seconds"])
        #expect(start < now + 2 && start > now - 86_400 * 365)
    }

    @Test("promtool finds nothing to complain about", .enabled(if: access("/usr/bin/promtool", X_OK) == 0))
    func promtool() throws {
        let registry = TelemetryRegistry()
        registry.registerProcess()
        registry.info("evaluation_build_info", "Version.", [.init("version", "1.0\"\\\n")])
        registry.counters(
            "evaluation_calls_total", "Judge \\ calls.", labels: [Label("provider", ["a\"b", "c\\d"])])["z"].increment()
        registry.histograms(
            "evaluation_judge_seconds", "Judge time.", labels: [Label("provider", ["a", "b"])])["a"].observe(0.3)
        registry.gauge("evaluation_in_flight", "Evaluations in flight.").set(-1.5e300)
        #expect(try checked(registry.prometheusText()) == "0 ")
        #expect(try checked("# TYPE calls counter\ncalls 1\n").hasPrefix("3 "), "the check itself works")
    }

    /// Exit status and output of `promtool check metrics`.
    private func checked(_ text: String) throws -> String {
        var path = Array("/tmp/telemetry-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        try #require(descriptor >= 0)
        let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(name) }
        #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
        close(descriptor)
        let pipe = try #require(popen("promtool check metrics < \(name) 2>&1", "r"))
        var output = [UInt8](repeating: 0, count: 4096)
        let count = fread(&output, 1, output.count, pipe)
        let status = pclose(pipe)
        return "\((status >> 8) & 0xFF) \(String(decoding: output[..<count], as: UTF8.self))"
    }
}
