import Evaluation
import JSON

/// Definitions as a file would hold them, a line for each metric.
enum DefinitionSamples {
    static func source(_ metrics: [JSONValue], file: String = "m.yaml") -> DefinitionSource {
        DefinitionSource(file: file, value: ["metrics": .array(metrics)]) { path in
            path.count > 1 ? (Int(path[1]) ?? 0) + 2 : 1
        }
    }

    static func problems(_ metrics: JSONValue...) -> [String] {
        MetricDefinitions([source(metrics)]).problems.map(\.description)
    }

    /// A metric that is right, with other members put in.
    static func metric(_ members: JSONObject) -> JSONValue {
        var object: JSONObject = ["name": "tone", "summary": "Kind.", "kind": "g_eval", "criteria": "Is kind."]
        for member in members.members { object[member.key] = member.value.isNull ? nil : member.value }
        return .object(object)
    }

    static func catalog(_ metrics: JSONValue...) -> MetricCatalog {
        MetricCatalog(definitions: MetricDefinitions([source(metrics)]).definitions)
    }
}
