internal import Glibc

/// The regularised incomplete beta function and its inverse.
enum IncompleteBeta {
    /// I_x(a, b), by the continued fraction of DLMF 8.17.22 with Lentz's algorithm.
    ///
    /// - Parameters:
    ///   - x: 0 to 1.
    ///   - a: above 0, as `b`.
    static func value(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        // The fraction converges fast only on this side of the mean; the other side is its mirror image.
        guard x <= (a + 1) / (a + b + 2) else { return 1 - value(1 - x, b, a) }
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)) / a
        return min(1, max(0, front * fraction(x, a, b)))
    }

    /// The x with I_x(a, b) = `probability`, by bisection to a double's precision.
    static func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<64 {
            let middle = (low + high) / 2
            if value(middle, a, b) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        let away = { (value: Double) in abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / away(1 - (a + b) * x / (a + 1))
        var result = d
        // About the square root of the larger argument is needed: this is enough for billions of trials.
        for step in 1...100_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / away(1 + even * d)
            c = away(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / away(1 + odd * d)
            c = away(1 + odd / c)
            result *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return result
    }

    private static func logGamma(_ x: Double) -> Double { lgamma(x).0 }
}
