import Evaluation
import JSON
import Pipeline

/// Results as people and build systems read them.
struct ResultReport: Sendable {
    /// How a report is written.
    enum Format: String, Sendable, CaseIterable { case table, json, jsonl, markdown, junit }

    /// One result with where it came from.
    struct Entry: Sendable {
        let line: Int
        let result: JSONObject
        /// Default: nothing was asked.
        var charges: [JudgeCharge] = []
        /// What asking together saved. Default: not computed.
        var savings = FusingSavings(questions: 0, promptTokens: 0)
    }

    let entries: [Entry]
    let seconds: Double

    /// Whether a result or one of its metrics failed its threshold, or could not be scored.
    var hasFailures: Bool { entries.contains { !Self.failures(of: $0.result).isEmpty } }

    func text(_ format: Format) -> String {
        switch format {
        case .table: return table.text + "\n\n" + summary
        case .markdown: return table.markdown + "\n\n" + summary
        case .json: return JSONValue.array(entries.map { .object($0.result) }).description
        case .jsonl: return entries.map { JSONValue.object($0.result).description }.joined(separator: "\n")
        case .junit: return junit
        }
    }

    private var table: TextTable {
        var table = TextTable(["line", "evaluation", "metrics", "total", "severity", "status"])
        for entry in entries {
            let result = entry.result
            table.add([
                String(entry.line), result["evaluation_id"]?.string ?? "", Self.scores(of: result),
                Self.number(result["total_score"]), result["severity"]?.string ?? "",
                (result["status"]?.string ?? "") + (result["passed"] == true ? "" : ", failed"),
            ])
        }
        return table
    }

    /// Totals over all results.
    var summary: String {
        var calls = 0
        var tokens = 0
        var failed = 0
        var judges: Set<String> = []
        for entry in entries {
            calls += entry.result["usage"]?["calls"]?.integer ?? 0
            tokens += entry.result["usage"]?["prompt_tokens"]?.integer ?? 0
            tokens += entry.result["usage"]?["completion_tokens"]?.integer ?? 0
            if !Self.failures(of: entry.result).isEmpty { failed += 1 }
            if let judge = entry.result["judge"]?.object, let provider = judge["provider"]?.string {
                judges.insert("\(provider) (\(judge["model"]?.string ?? "?"))")
            }
        }
        let judge = judges.isEmpty ? "none needed" : judges.sorted().joined(separator: ", ")
        return """
            judge: \(TextTable.safe(judge))
            \(entries.count) evaluated, \(failed) failed, \(calls) judge calls, \(tokens) tokens, \
            \(Self.decimals(seconds, 2)) s
            """
    }

    /// JUnit's XML: a suite of test cases, one per metric of each result.
    private var junit: String {
        var cases: [String] = []
        var failed = 0
        var errors = 0
        for entry in entries {
            let id = entry.result["evaluation_id"]?.string ?? String(entry.line)
            for detail in entry.result["details"]?.object?.members ?? [] {
                let name = "classname=\"\(Self.xml(id))\" name=\"\(Self.xml(detail.key))\""
                let reason = Self.xml(detail.value["reason"]?.string ?? "")
                switch (detail.value["status"]?.string, detail.value["passed"]) {
                case ("scored", true): cases.append("  <testcase \(name)/>")
                case ("scored", _):
                    failed += 1
                    cases.append("  <testcase \(name)><failure message=\"\(reason)\"/></testcase>")
                case ("judge_failed", _):
                    errors += 1
                    cases.append("  <testcase \(name)><error message=\"\(reason)\"/></testcase>")
                default: cases.append("  <testcase \(name)><skipped message=\"\(reason)\"/></testcase>")
                }
            }
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="evaluation-worker" tests="\(cases.count)" failures="\(failed)" errors="\(errors)" \
            time="\(Self.decimals(seconds, 3))">
            \(cases.joined(separator: "\n"))
            </testsuite>
            """
    }

    /// Metrics that failed their threshold or could not be judged, and the result itself when it did not pass.
    static func failures(of result: JSONObject) -> [String] {
        var failures = (result["details"]?.object?.members ?? []).filter {
            $0.value["passed"] == false || $0.value["status"] == "judge_failed"
        }.map(\.key)
        if result["passed"] != true { failures.append("total") }
        return failures
    }

    /// `faithfulness 1.00, toxicity 0.00`; a metric without a score shows why.
    static func scores(of result: JSONObject) -> String {
        if let winner = result["winner"] { return "winner \(winner.string ?? "unknown")" }
        let details = result["details"]?.object?.members ?? []
        return details.map { detail in
            detail.value["score"]?.number.map { "\(detail.key) \(decimals($0, 2))" }
                ?? "\(detail.key) \(detail.value["status"]?.string ?? "?")"
        }.joined(separator: ", ")
    }

    static func number(_ value: JSONValue?) -> String { value?.number.map { decimals($0, 4) } ?? "-" }

    static func decimals(_ value: Double, _ digits: Int) -> String {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        let scaled = (value * factor).rounded()
        guard scaled.isFinite, abs(scaled) < 1e15 else { return "-" }
        let whole = Int64(scaled)
        let unit = Int64(factor)
        let fraction = String(abs(whole % unit))
        let padded = String(repeating: "0", count: max(digits - fraction.count, 0)) + fraction
        return (whole < 0 ? "-" : "") + String(abs(whole / unit)) + (digits > 0 ? "." + padded : "")
    }

    /// Text for XML, in an attribute or between tags: one line, without what XML cannot hold.
    static func xml(_ text: String) -> String {
        var escaped = ""
        for scalar in TextTable.safe(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
