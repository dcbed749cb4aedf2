import JSON

/// The tools that an agent could call, from the request's list and from its MCP servers, each name once.
struct ToolList {
    let tools: [ToolDescription]

    /// Tools that are shown to a judge.
    private static let mostShown = 100
    /// Scalars of one tool's description and parameters.
    private static let longest = 600
    /// Tools that are looked at at all.
    private static let most = 1_000

    init(_ testCase: TestCase) {
        var tools: [ToolDescription] = []
        var known: Set<String> = []
        let offered = MCPPrimitive.offered(by: testCase.mcpServers ?? []).map(\.tool)
        for tool in (testCase.availableTools ?? []).prefix(Self.most) + offered
        where known.insert(tool.name).inserted { tools.append(tool) }
        self.tools = tools
    }

    /// `t1`, `t2`, … with name, description and parameters.
    var shown: [NumberedText] {
        NumberedText.numbered(
            tools.prefix(Self.mostShown).map { tool in
                var text = tool.name
                if let summary = tool.summary { text += ": \(summary)" }
                if let parameters = tool.parameters { text += " \(JSONWriter.text(of: parameters))" }
                return String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longest)))
            }, prefix: "t")
    }

    /// The tool behind an id such as `t2`.
    func tool(_ id: String) -> ToolDescription? {
        guard id.first == "t", let number = Int(id.dropFirst()), tools.indices.contains(number - 1) else { return nil }
        return tools[number - 1]
    }
}
