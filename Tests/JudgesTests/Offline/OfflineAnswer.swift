import Evaluation
import JSON
import Judges
import Testing

/// What the offline judge answers, read back as JSON.
func offlineAnswer(_ task: JudgeTask) async throws -> JSONValue {
    let answer = try await OfflineJudge().answer(task, repair: nil)
    #expect(answer.model == "lexical-1")
    #expect(answer.usage.costUSD == 0)
    return try JSONReader.read(answer.text, options: JSONReader.Options(duplicateKeys: .reject))
}

func grounding(
    _ input: String?, _ output: String, _ evidence: [String] = []
) async throws -> JSONValue {
    try await offlineAnswer(.grounding(GroundingTask(input: input, output: output, evidence: evidence)))
}

/// Verdicts on the claims of an answer, in order.
func verdicts(_ output: String, _ evidence: [String]) async throws -> [String] {
    try await grounding(nil, output, evidence)["claims"]?.array?.compactMap { $0["verdict"]?.string } ?? []
}

/// Relevancy as the protocol computes it: 2PC / (P + C) of precise sentences and covered requirements.
func relevancy(_ input: String, _ output: String) async throws -> Double {
    let answer = try await grounding(input, output)
    if answer["responds"]?.string != "answer" { return 0 }
    let roles = (answer["sentences"]?.array ?? []).compactMap { $0["role"]?.string }.filter { $0 != "courtesy" }
    let met = (answer["requirements"]?.array ?? []).compactMap { $0["addressed"]?.string }
    let precision =
        Double(roles.count { $0 == "answers" || $0 == "supports" }) / Double(max(1, roles.count))
    let coverage =
        met.map { $0 == "full" ? 1 : $0 == "partial" ? 0.5 : 0 }.reduce(0, +) / Double(max(1, met.count))
    return precision + coverage == 0 ? 0 : 2 * precision * coverage / (precision + coverage)
}

/// Whether `value` has the types, members and words that `schema` asks for.
func conforms(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    if let words = schema["enum"]?.array, !words.contains(value) { return false }
    let types = schema["type"]?.array?.compactMap(\.string) ?? schema["type"]?.string.map { [$0] } ?? []
    switch value {
    case .null: return types.contains("null")
    case .bool: return types.contains("boolean")
    case .integer: return types.contains("integer") || types.contains("number")
    case .number: return types.contains("number")
    case .string: return types.contains("string")
    case .array(let elements):
        guard types.contains("array"), let items = schema["items"] else { return false }
        return elements.allSatisfy { conforms($0, items) }
    case .object(let object):
        guard types.contains("object"), let properties = schema["properties"]?.object else { return false }
        return object.keys == properties.keys
            && object.members.allSatisfy { member in properties[member.key].map { conforms(member.value, $0) } ?? false
            }
    }
}
