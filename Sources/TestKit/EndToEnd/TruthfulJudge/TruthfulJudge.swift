package import JSON

/// A judge for tests that reads the question it is asked and answers truthfully by the words in it: the same question
/// always gets the same answer, and every quote is copied from the text it names.
package struct TruthfulJudge: Sendable {
    package init() {}

    /// What a stub server does with a call to chat completions.
    ///
    /// - Parameter delay: before each answer. Default: none.
    package func responder(delay: Duration = .zero) -> @Sendable (StubLLMRequest) -> StubLLMReply {
        { request in
            guard let answer = answer(to: request) else {
                return .json(
                    status: 400,
                    body: ChatCompletion.error("the question is not understood", type: "invalid_request_error"))
            }
            return .completion(JSONWriter.text(of: answer), delay: delay)
        }
    }

    /// The answer to the question in a call; nil when there is none in it.
    package func answer(to request: StubLLMRequest) -> JSONValue? {
        guard let body = try? JSONReader.read(request.body),
            let schema = body["response_format"]?["json_schema"],
            let user = body["messages"]?.array?.last?["content"]?.string
        else { return nil }
        return answer(
            schemaName: schema["name"]?.string, members: schema["schema"]?["properties"]?.object?.keys ?? [], user: user
        )
    }

    /// The answer to a question that a stub has read; nil when there is none in it.
    package func answer(to question: StubQuestion) -> JSONValue? {
        let members = question.schema?["properties"]?.object?.keys ?? []
        return answer(schemaName: question.name ?? Self.schemaName(by: members), members: members, user: question.user)
    }

    /// Formats without a name for the schema show its members alone.
    private static func schemaName(by members: [String]) -> String? {
        if members.contains("harm") || members.contains("refusal") { return "safety" }
        if members.contains("claims") || members.contains("requirements") { return "grounding" }
        return nil
    }

    private func answer(schemaName: String?, members: [String], user: String) -> JSONValue? {
        let question = JudgeQuestion(user, asked: members)
        return switch schemaName {
        case "grounding": grounding(question)
        case "safety": safety(question)
        case "steps": steps(question)
        case "criteria": criteria(question)
        case "battle": battle(question)
        default: nil
        }
    }

    /// What the judge of this project says about every item: rather sure.
    static let certainty: JSONValue = 0.92
    static let reasoning: JSONValue = "Compared word by word."
}
