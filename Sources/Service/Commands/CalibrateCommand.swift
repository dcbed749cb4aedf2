import Evaluation
import JSON

/// `calibrate LABELLED.jsonl|-`: learns from human decisions how often the service is right when it says how sure it is.
struct CalibrateCommand: Sendable {
    static let usage = """
        usage: evaluation-worker calibrate LABELLED.jsonl|- [--out FILE] [--plot FILE.svg] [--format table|markdown|json]
                                           [--error SHARE] [--risk SHARE] [--created TEXT]
        Reads results with a human's decision, one per line (docs/calibration.md), reports how good confidence is before and
        after calibration, and writes what CALIBRATION_FILE takes to FILE (calibration.json). --error and --risk say what the
        suggested review threshold promises: at most 0.05 wrong among what completes, with a risk of 0.1 that it is more.
        Exit code 0: written; 1: too few labels for any calibration, or the file cannot be written; 2: bad input.
        """

    /// Most bytes of the file of labels.
    static let mostBytes = 512 << 20

    private let path: String
    private let out: String
    private let plot: String?
    private let created: String?
    private let format: CalibrationReport.Format
    private let promise: ReviewThreshold.Promise
    private let console: Console

    /// - Throws: `UsageError` with every problem.
    init(_ arguments: [String], console: Console) throws(UsageError) {
        let given = try CommandArguments(
            arguments,
            shape: .init(valued: ["out", "plot", "format", "error", "risk", "created"], words: 1...1))
        var problems: [String] = []
        let format = CalibrationReport.Format(rawValue: given.options["format"] ?? "table")
        if format == nil { problems.append("--format must be one of table, markdown, json") }
        func share(_ name: String, _ standard: Double) -> Double {
            guard let text = given.options[name] else { return standard }
            if let value = Double(text), value >= 0.001, value <= 0.5 { return value }
            problems.append("--\(name) must be a number from 0.001 to 0.5")
            return standard
        }
        promise = ReviewThreshold.Promise(error: share("error", 0.05), risk: share("risk", 0.1))
        path = given.words[0]
        out = given.options["out"] ?? "calibration.json"
        plot = given.options["plot"]
        created = given.options["created"]
        if let created, created.utf8.count > 64 { problems.append("--created must not have more than 64 bytes") }
        for (name, file) in [("out", out), ("plot", plot)] {
            guard let file else { continue }
            if file.isEmpty { problems.append("--\(name) needs the path of a file") }
            if OutputFile.isSame(file, path) { problems.append("--\(name) is the file of labels itself") }
        }
        if let plot, OutputFile.isSame(plot, out) { problems.append("--plot and --out are the same file") }
        guard let format, problems.isEmpty else { throw UsageError(problems) }
        self.format = format
        self.console = console
    }

    /// - Returns: the exit code.
    /// - Throws: `UsageError` when the file cannot be read or a line is no label; nothing was written then.
    func run() throws(UsageError) -> Int32 {
        let labels = try labels()
        let study = CalibrationStudy(labels.decisions, promise: promise)
        let report = CalibrationReport(study: study, labels: labels, promise: promise)
        console.print(report.text(format))
        var files: [(path: String, text: String)] = []
        let fitted = study.groups.count { $0.curve != nil }
        if fitted > 0 { files.append((out, study.file(created: created).description + "\n")) }
        if let plot { files.append((plot, CalibrationPlot(study: study).svg)) }
        for file in files {
            if let problem = OutputFile.write(Array(file.text.utf8), to: file.path) {
                console.printError("evaluation-worker: " + TextTable.safe(problem))
                return 1
            }
        }
        guard fitted > 0 else {
            console.printError(
                "evaluation-worker: no metric and judge has \(CalibrationCurve.fewestLabels) labels: "
                    + "no calibration is written")
            return 1
        }
        if format != .json { console.print("\n\(TextTable.safe(out)): \(fitted) calibrations written") }
        return 0
    }

    private func labels() throws(UsageError) -> LabelSet.Outcome {
        let reader = LabelReader()
        var set = LabelSet()
        var problems: [String] = []
        var lines = 0
        for line in try InputFile.lines(of: path, limit: Self.mostBytes) {
            lines += 1
            do throws(LabelError) {
                set.add(try reader.read(line.bytes, fallbackID: "line \(line.number)"), number: line.number)
            } catch {
                problems += error.problems.map { "line \(line.number): \($0)" }
            }
        }
        if lines == 0 { problems.append("\(path): holds no label") }
        problems += set.problems
        guard problems.isEmpty else { throw UsageError(problems) }
        return set.outcome
    }
}
