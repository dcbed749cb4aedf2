import JSON

/// The definitions of several files, and everything that is wrong with them. Pure.
///
/// A file holds a list under `metrics`; see `docs/metrics.md` for the members of an element.
package struct MetricDefinitions: Sendable {
    /// Definitions without mistakes, in the order of the files.
    package private(set) var definitions: [MetricDefinition] = []
    /// In the order of the files and lines.
    package private(set) var problems: [DefinitionProblem] = []

    /// Most metrics of all files.
    package static let most = 500

    /// - Parameter catalog: metrics whose ids and aliases are taken. Default: the built-in ones.
    package init(_ sources: [DefinitionSource], besides catalog: MetricCatalog = MetricCatalog()) {
        var places: [String: String] = [:]
        for source in sources {
            var found: [DefinitionProblem] = []
            func report(_ path: [String], _ text: String) {
                found.append(DefinitionProblem(file: source.file, line: source.line(path), text: text))
            }
            for key in source.value.object?.keys ?? [] where key != "metrics" { report([key], "\(key): is unknown") }
            guard let elements = source.value["metrics"]?.array, !elements.isEmpty else {
                report(["metrics"], "metrics: must be a list of metrics")
                problems += found
                continue
            }
            for (place, element) in elements.enumerated() {
                let path = ["metrics", String(place)]
                guard let object = element.object else {
                    report(path, "must be an object, is \(element.kindName)")
                    continue
                }
                var reader = DefinitionReader(source: source, object: object, path: path)
                let definition = MetricDefinition(&reader)
                found += reader.problems
                guard let name = object["name"]?.string else { continue }
                let here = "\(source.file):\(source.line(path + ["name"]))"
                if catalog[name] != nil {
                    report(path + ["name"], "name: \(name) is built in already")
                } else if let first = places[name] {
                    report(path + ["name"], "name: \(name) is defined already, at \(first)")
                } else {
                    places[name] = here
                    if let definition { definitions.append(definition) }
                }
            }
            problems += found.sorted { $0.line < $1.line }
        }
        if definitions.count > Self.most, let last = sources.last {
            problems.append(
                DefinitionProblem(file: last.file, line: 1, text: "more than \(Self.most) metrics are defined"))
        }
    }
}
