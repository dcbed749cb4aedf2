import JSON

extension FieldReader {
    /// What is judged: the test-case fields, and what they leave open from the conversation.
    ///
    /// Of a conversation the latest assistant message is judged; the user message before it is the input. A
    /// conversation without either leaves the part nil.
    mutating func testCase() -> TestCase {
        let history = Turn.answeringToolCalls(turns("history"))
        let turns = Turn.answeringToolCalls(turns("turns"))
        let conversation = history.isEmpty ? turns : history
        var testCase = TestCase(
            input: text("input"), actualOutput: text("actual_output"), expectedOutput: text("expected_output"),
            context: texts("context"), retrievalContext: texts("retrieval_context"),
            toolsCalled: toolsCalled(), expectedTools: toolCalls("expected_tools"), turns: conversation,
            availableTools: toolDescriptions("available_tools"), scenario: text("scenario"),
            expectedOutcome: text("expected_outcome"), chatbotRole: text("chatbot_role"),
            mcpServers: array("mcp_servers"), trace: value("trace"))
        testCase.contestants = contestants("contestants")
        testCase.input = testCase.input ?? testCase.contestants?.lazy.compactMap(\.input).first
        if testCase.actualOutput == nil, let place = conversation.lastIndex(where: { $0.role == .assistant }) {
            testCase.actualOutput = conversation[place].content
            testCase.retrievalContext = testCase.retrievalContext ?? conversation[place].retrievalContext
            testCase.toolsCalled = testCase.toolsCalled ?? Turn.toolsCalled(before: place, in: conversation)
            testCase.input = testCase.input ?? conversation[..<place].last { $0.role == .user }?.content
        }
        return testCase
    }

    /// Two answers to compare, when the request holds them. One of them may be empty only if nothing else is there to
    /// judge.
    mutating func battle(hasTestCase: Bool) -> Battle? {
        guard let first = value("response_a"), let second = value("response_b") else { return nil }
        guard let responseA = Self.plainText(first), let responseB = Self.plainText(second) else {
            report("response_a, response_b", "must be strings")
            return nil
        }
        guard !(responseA.isEmpty || responseB.isEmpty) || !hasTestCase else { return nil }
        return Battle(input: text("user_input") ?? text("input") ?? "", responseA: responseA, responseB: responseB)
    }

    private mutating func turns(_ name: String) -> [Turn] {
        guard let messages = array(name) else { return [] }
        var turns: [Turn] = []
        for (place, message) in messages.enumerated() where !message.isNull {
            let path = "\(path)\(name)[\(place)]"
            guard let object = message.object else {
                report("\(name)[\(place)]", "must be an object, is \(message.kindName)")
                continue
            }
            var fields = FieldReader(object: object, path: path + ".")
            if let turn = fields.turn() { turns.append(turn) }
            adopt(fields.problems)
        }
        return turns
    }

    /// One message, with `role` as chat APIs name it or with LangChain's `type`.
    private mutating func turn() -> Turn? {
        guard let name = (value("role") ?? value("type"))?.string else {
            report("role", "is missing: a message has a role or a type")
            return nil
        }
        guard let role = Self.role(named: name) else {
            report(object["role"] == nil ? "type" : "role", "is not a role that is known")
            return nil
        }
        guard let content = Self.messageText(value("content") ?? .null) else {
            report("content", "must be a string, null or a list of text parts")
            return nil
        }
        return Turn(
            role: role, content: content, retrievalContext: texts("retrieval_context"),
            toolsCalled: toolsCalled(), toolCallID: role == .tool ? value("tool_call_id")?.string : nil,
            toolName: role == .tool ? value("name")?.string : nil)
    }

    private static func role(named name: String) -> Turn.Role? {
        switch name.lowercased() {
        case "user", "human", "humanmessage", "humanmessagechunk", "customer": .user
        case "assistant", "ai", "aimessage", "aimessagechunk", "bot", "chatbot", "agent", "model": .assistant
        case "system", "systemmessage", "developer": .system
        case "tool", "toolmessage", "function", "functionmessage": .tool
        default: nil
        }
    }

    /// A message's text: a string, nothing, or the text parts of a multi-part message; parts of other kinds are left
    /// out.
    private static func messageText(_ value: JSONValue) -> String? {
        switch value {
        case .null: return ""
        case .array(let parts):
            var texts: [String] = []
            for part in parts {
                if let text = part.string ?? part["text"]?.string {
                    texts.append(text)
                } else if part.object == nil {
                    return nil
                }
            }
            return texts.joined(separator: "\n")
        default: return plainText(value)
        }
    }

    /// The client's own judge. In effect only with a key or an endpoint of its own: existing clients send a bare model
    /// name, or an empty key, and mean the configured judge.
    mutating func judgeOverride() -> JudgeOverride? {
        guard let object = object("model_config") else { return nil }
        var fields = FieldReader(object: object, path: "model_config.")
        let key = fields.filled("api_key")
        let override = JudgeOverride(
            model: fields.filled("model"), apiKey: key.map { Secret($0) }, baseURL: fields.filled("base_url"),
            provider: fields.filled("provider"))
        adopt(fields.problems)
        return override.apiKey == nil && override.baseURL == nil ? nil : override
    }

    /// How hard judges are asked.
    mutating func judging() -> JudgingRequest {
        guard let object = object("judging") else { return JudgingRequest() }
        var fields = FieldReader(object: object, path: "judging.")
        var samples: Int?
        if let value = fields.value("samples") {
            samples = value.integer
            if !(1...JudgingOptions.mostSamples).contains(samples ?? 0) {
                fields.report("samples", "must be a whole number from 1 to \(JudgingOptions.mostSamples)")
            }
        }
        let request = JudgingRequest(
            samples: samples, usesPanel: fields.bool("panel"), usesCascade: fields.bool("cascade"),
            isStrict: fields.bool("strict"))
        adopt(fields.problems)
        return request
    }

    private mutating func filled(_ name: String) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else {
            report(name, "must be a string, is \(value.kindName)")
            return nil
        }
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) || text.utf8.count > 4096 {
            report(name, "is too long or holds control characters")
            return nil
        }
        return text.isEmpty ? nil : text
    }
}
