/// An amount of money, exact: a price of 0.003625 US dollars per million tokens is 3,625 picodollars per token.
package struct JudgeCost: Sendable, Hashable {
    /// Billionths of a thousandth of a US dollar, at least 0.
    package let picodollars: Int64

    /// - Parameter picodollars: below 0 counts as 0.
    package init(picodollars: Int64) { self.picodollars = max(0, picodollars) }

    /// Rounds to whole picodollars; nil for what is no amount from 0 to nine million dollars.
    package init?(dollars: Double) {
        guard dollars.isFinite, dollars >= 0, dollars <= 9_000_000 else { return nil }
        picodollars = Int64((dollars * 1e12).rounded())
    }

    /// The nearest number to the exact amount, which prints with the amount's own digits.
    package var dollars: Double { Double(picodollars) / 1e12 }

    /// The sum; stays at the largest amount instead of overflowing.
    package static func + (left: JudgeCost, right: JudgeCost) -> JudgeCost {
        let (sum, overflow) = left.picodollars.addingReportingOverflow(right.picodollars)
        return JudgeCost(picodollars: overflow ? .max : sum)
    }
}
