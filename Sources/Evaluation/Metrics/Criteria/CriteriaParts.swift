import JSON

/// The parts of a test case that a criterion looks at, by the names clients use for them.
enum CriteriaParts {
    /// Scalars of one part that a judge is shown.
    static let maximumLength = 64_000

    /// The parts asked for, or the names of those that are not there.
    enum Selection {
        case parts([CriteriaTask.Part], isTruncated: Bool)
        case missing([String])
    }

    /// - Parameters:
    ///   - names: the client's; one that names no part is missing.
    ///   - standard: what an empty list means. Default: the input, if there is one, and the answer.
    static func selection(
        _ names: [String], of testCase: TestCase, standard: [TestCaseField] = []
    ) -> Selection {
        var fields = names.compactMap(field)
        if names.isEmpty { fields = standard }
        if names.isEmpty, fields.isEmpty {
            fields = testCase.input == nil ? [.actualOutput] : [.input, .actualOutput]
        }
        var parts: [CriteriaTask.Part] = []
        var missing = names.filter { field($0) == nil }
        var isTruncated = false
        for field in TestCaseField.allCases where fields.contains(field) {
            if field == .turns, let turns = turns(of: testCase) {
                parts += turns.parts
                isTruncated = isTruncated || turns.isTruncated
                continue
            }
            guard let text = text(of: field, in: testCase) else {
                missing.append(field.rawValue)
                continue
            }
            let scalars = text.unicodeScalars
            if scalars.count > maximumLength {
                isTruncated = true
                parts.append(
                    CriteriaTask.Part(
                        label: field.rawValue,
                        text: String(String.UnicodeScalarView(scalars.prefix(maximumLength)))))
            } else {
                parts.append(CriteriaTask.Part(label: field.rawValue, text: text))
            }
        }
        return missing.isEmpty ? .parts(parts, isTruncated: isTruncated) : .missing(missing)
    }

    /// `actual_output`, `ACTUAL_OUTPUT`, `LLMTestCaseParams.ACTUAL_OUTPUT`; what a turn consists of means the turns.
    private static func field(_ name: String) -> TestCaseField? {
        let last = (name.split(separator: ".").last.map(String.init) ?? name).lowercased()
        switch last {
        case "content", "role": return .turns
        case "tools": return .availableTools
        default: return TestCaseField(rawValue: last)
        }
    }

    private static func text(of field: TestCaseField, in testCase: TestCase) -> String? {
        switch field {
        case .input: testCase.input
        case .actualOutput: testCase.actualOutput
        case .expectedOutput: testCase.expectedOutput
        case .context: testCase.context.flatMap(joined)
        case .retrievalContext: testCase.retrievalContext.flatMap(joined)
        case .toolsCalled: testCase.toolsCalled.map(described)
        case .expectedTools: testCase.expectedTools.map(described)
        case .availableTools: testCase.availableTools.map { tools in described(tools) }
        // Turns are parts of their own.
        case .turns: nil
        case .scenario: testCase.scenario
        case .expectedOutcome: testCase.expectedOutcome
        case .chatbotRole: testCase.chatbotRole
        case .mcpServers: testCase.mcpServers.map { JSONWriter.text(of: .array($0)) }
        case .trace: testCase.trace.map { JSONWriter.text(of: $0) }
        }
    }

    private static func joined(_ chunks: [String]) -> String? {
        chunks.isEmpty ? nil : chunks.joined(separator: "\n\n")
    }

    static func described(_ calls: [ToolCall]) -> String {
        JSONWriter.text(
            of: .array(
                calls.map { call in
                    [
                        "name": .string(call.name), "arguments": call.arguments ?? .null,
                        "output": call.output ?? .null,
                    ]
                }))
    }

    private static func described(_ tools: [ToolDescription]) -> String {
        tools.map { tool in tool.name + (tool.summary.map { ": \($0)" } ?? "") }.joined(separator: "\n")
    }
}
