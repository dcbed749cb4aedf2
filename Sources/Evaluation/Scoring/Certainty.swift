internal import Glibc

/// How sure a single verdict is, from what is known about it. The weights are fixed and conservative until human
/// reviews calibrate them.
package enum Certainty {
    /// Nothing is ever surer than this.
    package static let highest = 0.99
    /// One call without a verified quote is never surer than this.
    package static let unquoted = 0.6
    /// What a small model's token probabilities say is never surer than this: the share of hard cases that such models were
    /// found to decide rightly.
    package static let measured = 0.85

    /// A judge's stated certainty, moved away from the ends where models say too much.
    package static func clipped(_ stated: Double) -> Double { min(0.95, max(0.55, stated)) }

    /// Adds up evidence about a verdict in log-odds, from the stated certainty on.
    package static func combined(stated: Double, evidence: [Double]) -> Double {
        let p = clipped(stated)
        let odds = log(p / (1 - p)) + evidence.reduce(0, +)
        return min(highest, 1 / (1 + exp(-odds)))
    }

    /// The probability that a value with a normal error lies on the side of a threshold where it was measured, at
    /// least 0.5.
    package static func side(distance: Double, deviation: Double) -> Double {
        guard deviation > 0 else { return highest }
        // The logistic curve follows the normal one to within 0.01 when its argument is stretched by 1.702.
        return min(highest, 1 / (1 + exp(-1.702 * abs(distance) / deviation)))
    }

    /// The probability that at least one of several independent findings is right.
    package static func any(_ probabilities: [Double]) -> Double {
        min(highest, 1 - probabilities.reduce(1) { $0 * (1 - $1) })
    }
}

extension GroundingFindings.Claim {
    /// The probability that the verdict is right: the judge's own certainty, the quote, the wording, the judge's
    /// verdict on the answer as a whole.
    package func certainty(overall: GroundingTask.Overall?) -> Double {
        if isMissing || isMeasured { return stated }
        var evidence: [Double] = []
        evidence.reserveCapacity(4)
        switch quote {
        case .exact: evidence.append(1)
        case .fuzzy: evidence.append(0.5)
        case .rejected: evidence.append(-1)
        case .none: break
        }
        switch verdict {
        case .supported:
            if overlap >= 0.8 { evidence.append(0.5) } else if overlap < 0.3 { evidence.append(-0.5) }
            if lacksNumber { evidence.append(-2) }
            if let overall { evidence.append(overall == .allSupported ? 0.5 : 0) }
        case .contradicted:
            if let overall { evidence.append(overall == .contradicted ? 0.5 : -0.5) }
        case .notInEvidence:
            if overlap >= 0.8 { evidence.append(-0.5) } else if overlap < 0.3 { evidence.append(0.5) }
            if let overall { evidence.append(overall == .allSupported ? -0.5 : 0.5) }
        case .notAClaim: break
        }
        return Certainty.combined(stated: stated, evidence: evidence) * (isLexical ? 0.6 : 1)
    }
}
