import Evaluation
import JSON

/// `metrics`: what can be measured, the operator's own metrics included.
struct MetricsCommand: Sendable {
    static let usage = """
        usage: evaluation-worker metrics [--format markdown|json]
        Lists every metric with what it needs and what it can be told; those of METRICS_DIRECTORY too.
        """

    /// How the catalogue is written.
    enum Format: String, Sendable, CaseIterable { case markdown, json }

    private let catalog: MetricCatalog
    private let format: Format
    private let console: Console

    /// - Throws: `UsageError` with every problem.
    init(_ arguments: [String], environment: [String: String], console: Console) throws(UsageError) {
        let given = try CommandArguments(arguments, shape: .init(valued: ["format"]))
        guard let format = Format(rawValue: given.options["format"] ?? "markdown") else {
            throw UsageError(["--format must be one of markdown, json"])
        }
        do throws(ConfigurationError) {
            catalog = try Configuration.load(environment: environment).catalog
        } catch {
            throw UsageError(error.problems)
        }
        self.format = format
        self.console = console
    }

    /// - Returns: the exit code.
    func run() -> Int32 {
        console.print(format == .json ? catalog.json.description : catalog.markdown)
        return 0
    }
}
