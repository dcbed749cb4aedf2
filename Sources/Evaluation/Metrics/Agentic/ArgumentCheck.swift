import JSON
import JSONSchema

/// Checks the arguments of calls against the tools' own JSON Schemas. A schema that cannot be used says nothing.
struct ArgumentCheck {
    private let schemas: [String: Schema]

    /// Violations that are listed for one call.
    private static let most = 5
    /// Steps of one validation, as `Schema.validate` counts them.
    private static let steps = 200_000

    init(_ tools: [ToolDescription]) {
        var schemas: [String: Schema] = [:]
        for tool in tools {
            guard let parameters = tool.parameters, schemas[tool.name] == nil else { continue }
            do throws(SchemaError) { schemas[tool.name] = try Schema(parameters) } catch {}
        }
        self.schemas = schemas
    }

    /// What is wrong with a call's arguments, one sentence each; no arguments are an empty object.
    func problems(_ call: ToolCall) -> [String] {
        guard let schema = schemas[call.name] else { return [] }
        let none = JSONValue.object(JSONObject())
        let arguments = call.arguments ?? none
        return schema.validate(arguments.isNull ? none : arguments, limit: Self.most, steps: Self.steps).violations.map(
            \.description)
    }
}
