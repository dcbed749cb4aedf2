import JSON
import Patterns

/// Whether the answer matches a regular expression, in time linear in its length; no judge.
package struct PatternMatchMetric: RuleMetric {
    package let descriptor = MetricDescriptor(
        id: "pattern_match", aliases: ["regex", "regex_match"], family: .deterministic,
        summary: "The answer matches a regular expression.", defaultThreshold: 1,
        options: [
            .init("pattern", "regular expression without backreferences and lookaround", isRequired: true),
            .init("mode", "full: all of the trimmed answer; search: some part of it; default: full"),
            .init("ignore_case", "true or false; default: false"),
        ], reads: [], source: "Match of a finite automaton")

    /// Steps that one match may take; a pattern of usual size takes a few for each character.
    private static let mostWork = 50_000_000

    package init() {}

    /// How much of the answer must match.
    package enum Mode: String, Sendable, CaseIterable { case full, search }

    /// A pattern with how it is used.
    package struct Rule: Sendable {
        let pattern: Pattern
        let mode: Mode
    }

    package func rule(_ request: MetricRequest, of subject: EvaluationCase) throws(OptionError) -> Rule {
        let options = MetricOptions(request)
        guard let source = try options.text("pattern") else { throw .missing(["pattern"]) }
        let ignoresCase = try options.flag("ignore_case")
        let mode = try options.choice("mode", standard: Mode.full)
        do throws(PatternError) {
            return Rule(pattern: try Pattern(source, options: ignoresCase ? .caseInsensitive : []), mode: mode)
        } catch {
            throw .unusable("pattern", "cannot be used: \(error)")
        }
    }

    package func measurement(_ rule: Rule, of subject: EvaluationCase) -> Measurement {
        let text = subject.testCase.actualOutput ?? ""
        var work = Self.mostWork
        do throws(PatternWorkExhausted) {
            guard rule.mode == .search else {
                let matches = try rule.pattern.matchesWhole(text.trimmedOfSpace, work: &work)
                return .ruled(
                    matches, matches ? "The whole answer matches." : "The answer as a whole does not match.")
            }
            guard let range = try rule.pattern.firstMatch(in: text, work: &work)?.range else {
                return .ruled(false, "No part of the answer matches.")
            }
            let quote = MetricText.excerpt(subject.document.text(range))
            var reading = Measurement.Reading.ruled(.one, "Matches: \"\(quote)\".")
            var finding: JSONObject = ["quote": .string(quote)]
            MetricText.append(range, to: &finding)
            reading.findings = [.object(finding)]
            return .scored(reading)
        } catch {
            return .notApplicable("The pattern takes too many steps on an answer of this length.")
        }
    }
}
