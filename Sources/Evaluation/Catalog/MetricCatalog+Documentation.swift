package import JSON

extension MetricCatalog {
    /// The metrics as a Markdown table, for `docs/metrics.md`.
    package var markdown: String {
        var lines = [
            "| id | measures | better | threshold | needs | options | judge | formula from |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for descriptor in descriptors {
            let ids = ([descriptor.id] + descriptor.aliases).map { "`\($0)`" }.joined(separator: ", ")
            let needs = descriptor.requires.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            let better = descriptor.direction == .higherIsBetter ? "high" : "low"
            let options = descriptor.options.map { "`\($0.name)`\($0.isRequired ? " (needed)" : ""): \($0.summary)" }
                .joined(separator: "<br>")
            let reads = descriptor.reads.isEmpty ? "no" : descriptor.reads.map(\.rawValue).joined(separator: ", ")
            let cells = [
                ids, descriptor.summary, better, "\(descriptor.defaultThreshold)", needs, options, reads,
                descriptor.source,
            ]
            // A definition of the operator's may hold a bar.
            lines.append("| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n")
    }

    /// The metrics as a list of objects.
    package var json: JSONValue { .array(descriptors.map(\.json)) }
}

extension MetricDescriptor {
    /// Everything a client may want to know about the metric.
    fileprivate var json: JSONValue {
        [
            "id": .string(id), "aliases": .array(aliases.map { .string($0) }), "family": .string(family.rawValue),
            "summary": .string(summary), "direction": .string(direction.rawValue),
            "default_threshold": .number(defaultThreshold), "default_weight": .number(defaultWeight),
            "requires": .array(requires.map { .string($0.rawValue) }),
            "options": .array(
                options.map { option in
                    [
                        "name": .string(option.name), "summary": .string(option.summary),
                        "required": .bool(option.isRequired),
                    ]
                }),
            "reads": .array(reads.map { .string($0.rawValue) }), "is_safety": .bool(isSafety),
            "source": .string(source),
        ]
    }
}
