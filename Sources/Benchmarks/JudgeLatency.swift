import Glibc
import TestKit

/// How long the stub judge takes for a call.
enum JudgeLatency {
    case none
    case fixed(Duration)
    /// Log-normal around a median: most calls are near it, one in a hundred takes three times as long.
    case lognormal(median: Duration)

    private static let sigma = 0.5

    /// One call's time.
    func draw(_ random: inout SeededGenerator) -> Duration {
        switch self {
        case .none: return .zero
        case .fixed(let time): return time
        case .lognormal(let median):
            // Box and Muller 1958; the first share must not be 0.
            let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
            let normal = radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
            return median * exp(Self.sigma * normal)
        }
    }
}
