import JSON

/// Walks a recorded trace, whatever its shape: spans inside spans, flat lists that name their parents, lists of
/// messages, lists of reasoning steps. Linear in the trace; bounded in depth and in what it collects.
struct TraceWalk {
    private(set) var drafts: [AgentRun.Draft] = []
    private(set) var isTruncated = false
    /// How often a span was met inside of one with the same name and input.
    private(set) var reentries = 0
    /// What the outermost span was given and gave back.
    private(set) var rootInput: String?
    private(set) var rootOutput: String?

    /// Names of announced calls that no span of a call records.
    private(set) var unrecordedCalls: [String] = []

    /// Calls that a model's message announced; spans of the calls themselves say more.
    private var announced: [Int] = []
    private var hasCallSpan = false
    private var path: [String] = []

    private static let mostLevels = 64

    /// - Parameter trace: also as a text that holds JSON.
    mutating func visit(_ trace: JSONValue) {
        visit(ToolCall.readArguments(trace) ?? trace, level: 0)
        guard hasCallSpan, !announced.isEmpty else { return }
        let dropped = Set(announced)
        let all = drafts
        drafts = all.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
        let recorded = Set(drafts.compactMap { $0.call?.name })
        unrecordedCalls = announced.filter(all.indices.contains).compactMap { all[$0].call?.name }
            .filter { !recorded.contains($0) }
    }

    private mutating func visit(_ value: JSONValue, level: Int) {
        guard level < Self.mostLevels, drafts.count < AgentRun.mostEntries else {
            isTruncated = true
            return
        }
        switch value {
        case .array(let elements): visit(elements, level: level)
        case .object(let object): visit(TraceSpan(object), level: level, isParent: false)
        case .string(let text): say(.message, text)
        case .null, .bool, .integer, .number: break
        }
    }

    private mutating func visit(_ elements: [JSONValue], level: Int) {
        guard !elements.isEmpty else { return }
        guard level < Self.mostLevels else {
            isTruncated = true
            return
        }
        let spans = elements.map { element in element.object.map { TraceSpan($0) } }
        // A pair of an action and what was observed.
        if elements.count == 2, let observation = elements[1].string, var call = spans[0]?.call, call.output == nil {
            call.output = .string(observation)
            hasCallSpan = true
            append(AgentRun.Draft(call: call))
            return
        }
        let parents = Set(spans.lazy.compactMap { $0?.parent })
        for place in Self.order(spans) {
            if let span = spans[place] {
                guard drafts.count < AgentRun.mostEntries else {
                    isTruncated = true
                    return
                }
                visit(span, level: level + 1, isParent: span.id.map { parents.contains($0) } ?? false)
            } else {
                visit(elements[place], level: level + 1)
            }
        }
    }

    /// By time of start when every span has one; exporters write spans in the order in which they end.
    private static func order(_ spans: [TraceSpan?]) -> [Int] {
        let numbers = spans.compactMap { $0?.startNumber }
        if numbers.count == spans.count {
            return spans.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
        }
        let texts = spans.compactMap { $0?.startText }
        if texts.count == spans.count { return spans.indices.sorted { (texts[$0], $0) < (texts[$1], $1) } }
        return Array(spans.indices)
    }

    private mutating func visit(_ span: TraceSpan, level: Int, isParent: Bool) {
        let children = span.children
        if rootInput == nil, drafts.isEmpty { rootInput = span.input.map { TraceSpan.text(of: $0) } }
        let isRoot = path.isEmpty && rootOutput == nil && (isParent || !children.isEmpty)
        if isRoot { rootOutput = span.output.map { TraceSpan.text(of: $0) } }
        switch span.kind {
        case .user: say(.user, span.message)
        case .toolAnswer: answer(span)
        case .assistant:
            say(.message, span.message)
            for call in span.announcedCalls { announce(call) }
        case .reasoning:
            say(.message, span.thought)
            if let call = span.call { append(AgentRun.Draft(call: call)) }
            if span.call == nil { say(.message, span.message) }
        case .call:
            if let call = span.call {
                hasCallSpan = true
                append(AgentRun.Draft(call: call))
            }
        case .system: break
        case .other:
            if children.isEmpty, !isParent {
                say(.message, span.message)
            } else {
                let key = span.key
                if let key, path.contains(key) { reentries += 1 }
                path.append(key ?? "")
                visit(children, level: level)
                path.removeLast()
                return
            }
        }
        visit(children, level: level)
    }

    private mutating func say(_ kind: AgentRun.Entry.Kind, _ text: String?) {
        guard let text, !text.isBlank else { return }
        append(AgentRun.Draft(kind: kind, text: text))
    }

    private mutating func announce(_ call: ToolCall) {
        announced.append(drafts.count)
        append(AgentRun.Draft(call: call))
    }

    /// The output of a call goes to the call it answers: the one it names, else the oldest without an output.
    private mutating func answer(_ span: TraceSpan) {
        let output = JSONValue.string(span.message ?? "")
        let open = drafts.lastIndex { draft in
            guard let call = draft.call, call.output == nil else { return false }
            return span.callID.map { $0 == call.id } ?? span.name.map { $0 == call.name } ?? true
        }
        if let open {
            drafts[open].call?.output = output
        } else {
            append(AgentRun.Draft(call: ToolCall(name: span.name ?? "tool", output: output)))
        }
    }

    private mutating func append(_ draft: AgentRun.Draft) {
        guard drafts.count < AgentRun.mostEntries else {
            isTruncated = true
            return
        }
        drafts.append(draft)
    }
}
