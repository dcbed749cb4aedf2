import Evaluation
import JSON

/// `agree RESULTS.jsonl LABELS.jsonl`: how well published results and human decisions agree.
struct AgreeCommand: Sendable {
    static let usage = """
        usage: evaluation-worker agree RESULTS.jsonl LABELS.jsonl [--format table|markdown|json]
        Compares results with human decisions of the same evaluation_id (docs/calibration.md): accuracy, kappa, AUROC and
        counts for every metric, with 95 % intervals, and how well several humans agree with each other.
        Exit code 0: compared; 1: no evaluation is in both files; 2: bad input.
        """

    private let results: String
    private let labels: String
    private let format: CalibrationReport.Format
    private let console: Console

    /// - Throws: `UsageError` with every problem.
    init(_ arguments: [String], console: Console) throws(UsageError) {
        let given = try CommandArguments(arguments, shape: .init(valued: ["format"], words: 2...2))
        guard let format = CalibrationReport.Format(rawValue: given.options["format"] ?? "table") else {
            throw UsageError(["--format must be one of table, markdown, json"])
        }
        results = given.words[0]
        labels = given.words[1]
        guard results != "-" || labels != "-" else {
            throw UsageError(["only one of the two files can be standard input"])
        }
        self.format = format
        self.console = console
    }

    /// - Returns: the exit code.
    /// - Throws: `UsageError` when a file cannot be read or a line cannot be used; nothing was compared then.
    func run() throws(UsageError) -> Int32 {
        let study = try study()
        console.print(AgreementReport(study: study).text(format))
        return study.compared > 0 ? 0 : 1
    }

    private func study() throws(UsageError) -> AgreementStudy {
        var join = AgreementJoin()
        for line in try InputFile.lines(of: results, limit: CalibrateCommand.mostBytes) {
            join.addResult(line.bytes, number: line.number)
        }
        for line in try InputFile.lines(of: labels, limit: CalibrateCommand.mostBytes) {
            join.addLabel(line.bytes, number: line.number)
        }
        let problems = join.resultProblems.map { "\(results): \($0)" } + join.labelProblems.map { "\(labels): \($0)" }
        guard problems.isEmpty else { throw UsageError(problems) }
        do throws(LabelError) {
            return try join.study()
        } catch {
            throw UsageError(error.problems.map { "\(labels): \($0)" })
        }
    }
}
