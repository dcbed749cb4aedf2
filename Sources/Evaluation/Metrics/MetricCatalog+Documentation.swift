extension MetricCatalog {
    /// The metrics as a Markdown table, for `docs/metrics.md`.
    package var markdown: String {
        var lines = ["| id | measures | better | threshold | needs | formula from |", "|---|---|---|---|---|---|"]
        for descriptor in descriptors {
            let ids = ([descriptor.id] + descriptor.aliases).map { "`\($0)`" }.joined(separator: ", ")
            let needs = descriptor.requires.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            let better = descriptor.direction == .higherIsBetter ? "high" : "low"
            lines.append(
                "| \(ids) | \(descriptor.summary) | \(better) | \(descriptor.defaultThreshold) | \(needs) "
                    + "| \(descriptor.source) |")
        }
        return lines.joined(separator: "\n")
    }
}
