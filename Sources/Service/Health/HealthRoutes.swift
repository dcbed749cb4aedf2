import HTTPServer
import JSON
import Pipeline
import Telemetry

/// The HTTP surface: probes, health and operational numbers.
enum HealthRoutes {
    /// - Parameters:
    ///   - usage: what campaigns have used; must be quick.
    ///   - facts: reads the present state; must be quick.
    static func all(
        registry: TelemetryRegistry, usage: CampaignUsage, facts: @escaping @Sendable () -> HealthReport.Facts
    ) -> [String: HTTPServer.Handler] {
        let report = { @Sendable in HealthReport(facts: facts()) }
        let health: HTTPServer.Handler = { _ in json(report().object, status: 200) }
        let ready: HTTPServer.Handler = { _ in
            let report = report()
            return json(report.object, status: report.isReady ? 200 : 503)
        }
        let live: HTTPServer.Handler = { _ in
            let isAlive = report().isAlive
            return json(["status": isAlive ? "ok" : "stuck"], status: isAlive ? 200 : 503)
        }
        let startup: HTTPServer.Handler = { _ in json(["status": "started"], status: 200) }
        let metrics: HTTPServer.Handler = { _ in
            HTTPServerResponse(
                contentType: PrometheusText.contentType, body: Array(registry.prometheusText().utf8))
        }
        let campaigns: HTTPServer.Handler = { _ in json(usage.report, status: 200) }
        return [
            "/usage": campaigns,
            "/health": health, "/evaluation/health": health, "/livez": live, "/readyz": ready, "/startupz": startup,
            "/metrics": metrics,
        ]
    }

    private static func json(_ value: JSONValue, status: Int) -> HTTPServerResponse {
        .json(value.description + "\n", status: status)
    }
}
