import JSON

/// What an agent did, in order: the user's messages, the agent's own, and its calls of tools.
///
/// It is read from the recorded trace when there is one with steps in it, else from the conversation, else from the
/// called tools and the answer. Pure and total: every test case has a run, at worst an empty one.
package struct AgentRun: Sendable, Hashable {
    /// One thing that happened.
    package struct Entry: Sendable, Hashable {
        /// Who did it.
        package enum Kind: String, Sendable, Hashable {
            /// The user said something.
            case user
            /// The agent said or thought something.
            case message
            /// The agent called a tool.
            case call
        }

        /// `u1`, `u2`, … for the user's messages; `st1`, `st2`, … for the agent's steps.
        package let id: String
        package let kind: Kind
        /// What was said; empty for a call.
        package let text: String
        /// Set exactly for a call.
        package let call: ToolCall?
    }

    /// Where the run was found.
    package enum Source: String, Sendable, Hashable { case trace, turns, fields }

    /// Entries of one run; what lies behind is left out.
    package static let mostEntries = 5_000

    package let entries: [Entry]
    package let source: Source
    /// Whether the request says anything about tool calls, be it that there were none.
    package let knowsCalls: Bool
    /// More happened than `entries` hold.
    package let isTruncated: Bool
    /// How often a part of the run (an agent, a chain) was entered again with the same input from inside of itself.
    package let reentries: Int
    /// Names of calls that the model of a recorded trace asked for and that the trace does not record.
    package let unrecordedCalls: [String]

    package init(_ testCase: TestCase) {
        var walk = TraceWalk()
        if let trace = testCase.trace { walk.visit(trace) }
        var drafts = walk.drafts
        var source = Source.trace
        if !drafts.contains(where: { $0.kind != .user }) {
            drafts = Self.drafts(of: Turn.answeringToolCalls(testCase.turns))
            source = drafts.isEmpty ? .fields : .turns
        }
        var isTruncated = walk.isTruncated || drafts.count > Self.mostEntries
        drafts = Array(drafts.prefix(Self.mostEntries))
        if !drafts.contains(where: { $0.kind == .user }), let input = testCase.input ?? walk.rootInput, !input.isBlank {
            drafts.insert(Draft(kind: .user, text: input), at: 0)
        }
        if let output = testCase.actualOutput ?? walk.rootOutput, !output.isBlank, !drafts.contains(saying: output) {
            drafts.append(Draft(kind: .message, text: output))
        }
        if let calls = testCase.toolsCalled, !calls.isEmpty, !drafts.contains(where: { $0.kind == .call }) {
            let last = drafts.last?.kind == .message ? drafts.count - 1 : drafts.count
            drafts.insert(contentsOf: calls.prefix(Self.mostEntries).map { Draft(call: $0) }, at: last)
            isTruncated = isTruncated || calls.count > Self.mostEntries
        }
        knowsCalls =
            testCase.toolsCalled != nil || source == .trace || drafts.contains { $0.kind == .call }
            || testCase.turns.contains { $0.toolsCalled != nil }
        self.source = source
        self.isTruncated = isTruncated
        reentries = walk.reentries
        unrecordedCalls = walk.unrecordedCalls
        entries = Self.numbered(drafts)
    }

    /// The agent's own entries.
    package var steps: [Entry] { entries.filter { $0.kind != .user } }

    package var calls: [Entry] { entries.filter { $0.kind == .call } }

    package var hasUserMessage: Bool { entries.contains { $0.kind == .user } }

    /// An entry without its id.
    struct Draft {
        var kind: Entry.Kind
        var text = ""
        var call: ToolCall?

        init(kind: Entry.Kind, text: String) {
            self.kind = kind
            self.text = text
        }

        init(call: ToolCall) {
            kind = .call
            self.call = call
        }
    }

    /// What a conversation says. Outputs of tools belong to the calls they answer; one that answers none is itself
    /// proof of a call.
    private static func drafts(of turns: [Turn]) -> [Draft] {
        var drafts: [Draft] = []
        var answered: Set<String> = []
        // One above the limit shows that there are too many; each may look back over all before it.
        for turn in turns where drafts.count <= mostEntries {
            if turn.role == .user || turn.role == .assistant, !turn.content.isBlank {
                drafts.append(Draft(kind: turn.role == .user ? .user : .message, text: turn.content))
            }
            for call in turn.toolsCalled ?? [] {
                drafts.append(Draft(call: call))
                if let id = call.id, call.output != nil { answered.insert(id) }
            }
            guard turn.role == .tool, turn.toolCallID.map({ !answered.contains($0) }) ?? true else { continue }
            // Older clients name the tool, not the call.
            let open =
                turn.toolCallID != nil
                ? nil
                : drafts.lastIndex { draft in
                    guard let call = draft.call, call.output == nil else { return false }
                    return turn.toolName.map { $0 == call.name } ?? true
                }
            if let open {
                drafts[open].call?.output = .string(turn.content)
            } else {
                drafts.append(Draft(call: ToolCall(name: turn.toolName ?? "tool", output: .string(turn.content))))
            }
        }
        // A run in which only the user speaks is none.
        return drafts.contains { $0.kind != .user } ? drafts : []
    }

    private static func numbered(_ drafts: [Draft]) -> [Entry] {
        var users = 0
        var steps = 0
        return drafts.map { draft in
            if draft.kind == .user { users += 1 } else { steps += 1 }
            return Entry(
                id: draft.kind == .user ? "u\(users)" : "st\(steps)", kind: draft.kind, text: draft.text,
                call: draft.call)
        }
    }
}

extension [AgentRun.Draft] {
    /// Whether the last thing the agent says is this text.
    fileprivate func contains(saying text: String) -> Bool { last { $0.kind == .message }?.text == text }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool { unicodeScalars.allSatisfy { ScalarClass.isSpace($0.value) } }
}
