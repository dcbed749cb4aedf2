package import JSON

/// One answer of a model with the evidence it is judged by. A missing part is nil, never a made-up text.
package struct TestCase: Sendable, Hashable {
    /// What the user said before the answer.
    package var input: String?
    /// The answer that is judged; nil when the request holds none.
    package var actualOutput: String?
    package var expectedOutput: String?
    /// Facts taken as true (`context`); nil when the request names none, empty when it names an empty list.
    package var context: [String]?
    /// What the retriever found (`retrieval_context`).
    package var retrievalContext: [String]?
    package var toolsCalled: [ToolCall]?
    package var expectedTools: [ToolCall]?
    /// The whole conversation, oldest first; empty when the request has test-case fields only.
    package var turns: [Turn]
    /// The tools an agent may call, as the client describes them (`available_tools`).
    package var availableTools: [ToolDescription]?
    /// What the conversation is about (`scenario`).
    package var scenario: String?
    /// What the conversation should lead to (`expected_outcome`).
    package var expectedOutcome: String?
    /// The role the chatbot plays (`chatbot_role`).
    package var chatbotRole: String?
    /// MCP servers with their tools, resources and prompts (`mcp_servers`), as the client sent them.
    package var mcpServers: [JSONValue]?
    /// An agent's run as the client recorded it (`trace`).
    package var trace: JSONValue?
    /// Answers of several models to the same input, to be compared (`contestants`).
    package var contestants: [Contestant]?

    package init(
        input: String? = nil, actualOutput: String? = nil, expectedOutput: String? = nil, context: [String]? = nil,
        retrievalContext: [String]? = nil, toolsCalled: [ToolCall]? = nil, expectedTools: [ToolCall]? = nil,
        turns: [Turn] = [], availableTools: [ToolDescription]? = nil, scenario: String? = nil,
        expectedOutcome: String? = nil, chatbotRole: String? = nil, mcpServers: [JSONValue]? = nil,
        trace: JSONValue? = nil, contestants: [Contestant]? = nil
    ) {
        self.input = input
        self.actualOutput = actualOutput
        self.expectedOutput = expectedOutput
        self.context = context
        self.retrievalContext = retrievalContext
        self.toolsCalled = toolsCalled
        self.expectedTools = expectedTools
        self.turns = turns
        self.availableTools = availableTools
        self.scenario = scenario
        self.expectedOutcome = expectedOutcome
        self.chatbotRole = chatbotRole
        self.mcpServers = mcpServers
        self.trace = trace
        self.contestants = contestants
    }

    /// What claims are checked against: the retrieved chunks and the given facts, empty chunks left out.
    package var evidence: [String] {
        ((retrievalContext ?? []) + (context ?? [])).filter { chunk in
            chunk.unicodeScalars.contains { !$0.properties.isWhitespace }
        }
    }
}

/// One message of a conversation.
package struct Turn: Sendable, Hashable {
    /// Who speaks.
    package enum Role: String, Sendable, Hashable { case system, user, assistant, tool }

    package var role: Role
    /// Empty when the client sent null.
    package var content: String
    package var retrievalContext: [String]?
    package var toolsCalled: [ToolCall]?
    /// The call that a tool's message answers (`tool_call_id`).
    package var toolCallID: String?
    /// The tool whose message this is.
    package var toolName: String?

    package init(
        role: Role, content: String, retrievalContext: [String]? = nil, toolsCalled: [ToolCall]? = nil,
        toolCallID: String? = nil, toolName: String? = nil
    ) {
        self.role = role
        self.content = content
        self.retrievalContext = retrievalContext
        self.toolsCalled = toolsCalled
        self.toolCallID = toolCallID
        self.toolName = toolName
    }
}

/// One call of a tool by an agent.
package struct ToolCall: Sendable, Hashable {
    package var name: String
    /// The arguments (`input_parameters`); a text that holds a JSON object is read.
    package var arguments: JSONValue?
    package var output: JSONValue?
    /// What a tool's message names it by.
    package var id: String?

    package init(name: String, arguments: JSONValue? = nil, output: JSONValue? = nil, id: String? = nil) {
        self.name = name
        self.arguments = arguments
        self.output = output
        self.id = id
    }
}

/// A tool that an agent may call.
package struct ToolDescription: Sendable, Hashable {
    package var name: String
    package var summary: String?
    /// JSON Schema of its arguments, as the client sent it.
    package var parameters: JSONValue?

    package init(name: String, summary: String? = nil, parameters: JSONValue? = nil) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
    }
}
