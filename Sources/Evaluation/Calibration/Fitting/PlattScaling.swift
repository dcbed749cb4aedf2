internal import Glibc

/// A logistic curve over the log-odds of the stated confidence (Platt 1999): two numbers, for few labels.
package struct PlattScaling: Sendable, Hashable {
    /// Never negative, so that more confidence never becomes less.
    package let slope: Double
    package let intercept: Double

    package init(slope: Double, intercept: Double) {
        self.slope = slope
        self.intercept = intercept
    }

    /// The probability that a decision stated with `confidence` is right.
    package func value(at confidence: Double) -> Double {
        LogOdds.probability(slope * Self.odds(confidence) + intercept)
    }

    /// Log-odds of a confidence, which may be 0 or 1.
    private static func odds(_ confidence: Double) -> Double { LogOdds.of(min(0.999, max(0.001, confidence))) }
}

extension PlattScaling {
    /// Fits the curve by maximum likelihood with Platt's smoothed targets, drawn towards the identity by a quadratic
    /// penalty that is worth about one label: with few labels, or labels of one confidence only, the stated confidence
    /// stands unless there is evidence against it.
    ///
    /// - Parameter predictions: at least one.
    package init(fitting predictions: [Prediction]) {
        let likelihood = PenalisedLikelihood(predictions)
        var best = likelihood.maximum(from: (1, 0), slopeIsFree: true)
        // The problem is convex: where the free optimum is out of bounds, the best is on the bound.
        if best.slope < 0 { best = likelihood.maximum(from: (0, 0), slopeIsFree: false) }
        self.init(slope: best.slope, intercept: best.intercept)
    }

    /// The loss that Platt scaling minimises, over levels of equal confidence.
    private struct PenalisedLikelihood {
        typealias Parameters = (slope: Double, intercept: Double)

        /// Log-odds, how many, and the sum of their targets.
        private var levels: [(odds: Double, count: Double, target: Double)] = []
        private let penalty = 1.0

        init(_ predictions: [Prediction]) {
            let right = Double(predictions.count { $0.isRight })
            let wrong = Double(predictions.count) - right
            let high = (right + 1) / (right + 2)
            let low = 1 / (wrong + 2)
            for level in PredictionLevel.levels(of: predictions) {
                let target = Double(level.right) * high + Double(level.count - level.right) * low
                levels.append((PlattScaling.odds(level.confidence), Double(level.count), target))
            }
        }

        /// Newton's method; a step that does not lower the loss is halved.
        func maximum(from start: Parameters, slopeIsFree: Bool) -> Parameters {
            var here = start
            var loss = loss(at: here)
            for _ in 0..<100 {
                guard let step = step(at: here, slopeIsFree: slopeIsFree) else { break }
                var share = 1.0
                var moved = false
                while share > 1e-10, !moved {
                    let next = (here.slope + share * step.slope, here.intercept + share * step.intercept)
                    let there = self.loss(at: next)
                    if there < loss {
                        (here, loss, moved) = (next, there, true)
                    } else {
                        share /= 2
                    }
                }
                if !moved || abs(share * step.slope) + abs(share * step.intercept) < 1e-12 { break }
            }
            return here
        }

        private func loss(at here: Parameters) -> Double {
            var loss =
                penalty / 2 * ((here.slope - 1) * (here.slope - 1) + here.intercept * here.intercept)
            for level in levels {
                let z = here.slope * level.odds + here.intercept
                // Softplus(z) = log(1 + e^z) without overflow.
                loss += level.count * (max(z, 0) + log1p(exp(-abs(z)))) - level.target * z
            }
            return loss
        }

        private func step(at here: Parameters, slopeIsFree: Bool) -> Parameters? {
            var gradient = (slope: penalty * (here.slope - 1), intercept: penalty * here.intercept)
            var curvature = (slope: penalty, mixed: 0.0, intercept: penalty)
            for level in levels {
                let p = LogOdds.probability(here.slope * level.odds + here.intercept)
                let error = level.count * p - level.target
                let weight = level.count * p * (1 - p)
                gradient.slope += error * level.odds
                gradient.intercept += error
                curvature.slope += weight * level.odds * level.odds
                curvature.mixed += weight * level.odds
                curvature.intercept += weight
            }
            guard slopeIsFree else { return (0, -gradient.intercept / curvature.intercept) }
            let determinant = curvature.slope * curvature.intercept - curvature.mixed * curvature.mixed
            guard determinant > 0, determinant.isFinite else { return nil }
            return (
                -(curvature.intercept * gradient.slope - curvature.mixed * gradient.intercept) / determinant,
                -(curvature.slope * gradient.intercept - curvature.mixed * gradient.slope) / determinant
            )
        }
    }
}
