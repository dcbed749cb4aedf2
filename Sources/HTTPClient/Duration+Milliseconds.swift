extension Duration {
    /// Rounded up and at least 1, since libcurl takes 0 for "no limit"; at most 24 days, what it holds.
    var wholeMilliseconds: Int {
        guard self > .zero else { return 1 }
        let limit = Int(Int32.max)
        guard components.seconds < Int64(limit / 1000) else { return limit }
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
