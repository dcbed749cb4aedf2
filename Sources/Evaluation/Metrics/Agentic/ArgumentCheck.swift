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

    /// What a schema says about a call's arguments.
    enum Verdict: Hashable {
        /// Nothing is wrong, or there is no schema that can be used.
        case fits
        /// What is wrong, one sentence each.
        case broken([String])
        /// It takes too long to tell.
        case undecided
    }

    /// Checks a call's arguments; none are an empty object.
    func verdict(_ call: ToolCall) -> Verdict {
        guard let schema = schemas[call.name] else { return .fits }
        let none = JSONValue.object(JSONObject())
        let arguments = call.arguments ?? none
        return switch schema.validate(arguments.isNull ? none : arguments, limit: Self.most, steps: Self.steps) {
        case .valid: .fits
        case .invalid(let violations): .broken(violations.map(\.description))
        case .tooComplex: .undecided
        }
    }
}
