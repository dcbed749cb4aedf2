extension Duration {
    /// Whole milliseconds, rounded up so that a short wait does not become none, within 0 and `Int32.max`.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < Int64(Int32.max) / 1000 else { return .max }
        guard self > .zero else { return 0 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
