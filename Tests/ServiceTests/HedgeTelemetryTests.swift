import Evaluation
import Judges
import Telemetry
import Testing

@testable import Service

struct HedgeTelemetryTests {
    @Test("second calls are counted, and those that were first; a call given up is no failure of the judge")
    func counted() {
        let registry = TelemetryRegistry()
        let instruments = Instruments(registry: registry, topics: [])
        let health = JudgeHealth()
        let observer = ServiceObserver(
            instruments: instruments, logger: Logger(level: .error), judgeHealth: health)
        func report(_ outcome: String, isHedge: Bool, isSuperseded: Bool) {
            var report = JudgeCallReport(provider: "openai", model: "m", outcome: outcome, duration: .seconds(1))
            report.isHedge = isHedge
            report.isSuperseded = isSuperseded
            observer.observe(report)
        }
        let cancelled = JudgeError.Code.cancelled.rawValue
        report("OK", isHedge: true, isSuperseded: false)
        report(cancelled, isHedge: false, isSuperseded: true)
        #expect(health.summary.failures == 0)
        report("OK", isHedge: false, isSuperseded: false)
        report(cancelled, isHedge: true, isSuperseded: true)
        report("OK", isHedge: true, isSuperseded: true)
        report(JudgeError.Code.unavailable.rawValue, isHedge: true, isSuperseded: false)
        #expect(instruments.hedges["begun"].value == 4)
        #expect(instruments.hedges["won"].value == 1)
        #expect(instruments.judgeCalls["OK"].value == 3)
        #expect(health.summary.failures == 1)
        // How long the calls would have taken that were given up is not known.
        #expect(registry.prometheusText().contains("judge_call_duration_seconds_count 3"))
    }
}
