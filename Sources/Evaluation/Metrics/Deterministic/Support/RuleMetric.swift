/// A metric that rules decide alone: its options are read into a rule, and the rule is applied to the answer.
package protocol RuleMetric: Metric {
    /// The options, checked.
    associatedtype Rule

    /// - Throws: `OptionError` when the request cannot be measured.
    func rule(_ request: MetricRequest, of subject: EvaluationCase) throws(OptionError) -> Rule

    func measurement(_ rule: Rule, of subject: EvaluationCase) -> Measurement
}

extension RuleMetric {
    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        do throws(OptionError) {
            _ = try rule(request, of: subject)
            return .nothing
        } catch {
            return error.needs
        }
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        do throws(OptionError) {
            return measurement(try rule(request, of: subject), of: subject)
        } catch {
            return .notApplicable("Nothing was measured.")
        }
    }
}

extension Measurement {
    /// What a rule has decided: all or nothing.
    static func ruled(_ isGood: Bool, _ reason: String) -> Measurement {
        .scored(.ruled(isGood ? .one : .zero, reason))
    }
}

extension Measurement.Reading {
    /// What a rule has decided; rules are as sure as anything can be.
    static func ruled(_ score: Score, _ reason: String) -> Measurement.Reading {
        Measurement.Reading(score: score, confidence: Certainty.highest, reason: reason)
    }
}
