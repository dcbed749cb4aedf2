package import JSON

/// Something that an MCP server offers to an agent.
package struct MCPPrimitive: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable { case tool, resource, prompt }

    package let kind: Kind
    package let tool: ToolDescription

    /// Primitives of all servers together; what lies behind is left out.
    static let most = 500

    /// What servers offer, as a request describes them; each name of a kind once.
    package static func offered(by servers: [JSONValue]) -> [MCPPrimitive] {
        var primitives: [MCPPrimitive] = []
        var known: Set<MCPPrimitive.Key> = []
        for server in servers {
            for (kind, names) in [
                (Kind.tool, ["available_tools", "tools"]), (.resource, ["available_resources", "resources"]),
                (.prompt, ["available_prompts", "prompts"]),
            ] {
                for element in names.lazy.compactMap({ server[$0]?.array }).first ?? [] {
                    // Resources are called by address, whatever their name.
                    let uri = kind == .resource ? element["uri"]?.string : nil
                    guard primitives.count < most, var tool = ToolDescription(element) else { continue }
                    tool.name = uri ?? tool.name
                    guard known.insert(Key(kind: kind, name: tool.name)).inserted else { continue }
                    primitives.append(MCPPrimitive(kind: kind, tool: tool))
                }
            }
        }
        return primitives
    }

    private struct Key: Hashable {
        let kind: Kind
        let name: String
    }
}
