/// The plain questions about an agent's run. All begin with the run where it is short; of a long one each shows what is
/// nearest to what it is about.
struct TracePrompts {
    private static let asks = "Does the user ask for something with `message`?"
    private static let met =
        "Is what `goal` asks for achieved by the agent's steps (st1, …) in the end? Its word that it did what only a tool "
        + "can do counts only with the call."
    private static let needed = "Was `step` needed to do what the user (u1, …) asks for?"
    private static let instead = "`step` was not needed. What is it rather?"
    private static let choice = "Is the tool of `call` the right one to call at that point of the run?"
    private static let arguments =
        "Is every argument of `call` what the user, or the agent's steps before it, give or call for?"
    private static let uncalled = "The agent never called `tool`. Could it do what the user asks for without it?"
    private static let announces = "Does the agent announce in `sentence` something that it is going to do?"
    private static let worth = "Is `item`, a part of the agent's plan, needed for the task and clear enough to be done?"
    private static let done = "Do the agent's steps (st1, …) carry out `item`, a part of its plan?"

    /// What a step is that was not needed.
    static let roles: [(role: TraceTask.Role, name: String)] = [
        (.redundant, "a repetition, or it adds nothing"), (.wrong, "an error"),
        (.recovery, "it mends an error"),
    ]

    /// Scalars shown of the step that a question is about.
    private static let stepLength = 6_000

    private let task: TraceTask
    private let run: PlainContext
    private let nonce: String

    init(_ task: TraceTask, nonce: String) {
        self.task = task
        self.nonce = nonce
        run = PlainContext(Self.texts(task.lines))
    }

    /// Share of the steps that the questions about them show, 0 to 1.
    var coverage: Double {
        let sizes = task.steps.map { Double($0.text.unicodeScalars.count) }
        let whole = sizes.reduce(0, +)
        return whole == 0 ? 1 : sizes.reduce(0) { $0 + min($1, Double(Self.stepLength)) } / whole
    }

    func asks(_ line: TraceTask.Line) -> TokenQuestion {
        PlainPrompt(nonce: nonce) { _ in }.yesOrNo(Self.asks) { $0.add("message", line.text) }
    }

    func goal(_ goal: NumberedText) -> TokenQuestion { ask(Self.met, "goal", goal.text) }

    func step(_ line: TraceTask.Line) -> TokenQuestion { ask(Self.needed, "step", Self.text(line)) }

    func idle(_ line: TraceTask.Line) -> TokenQuestion {
        let text = Self.text(line)
        return prompt.choice(Self.instead, of: Self.roles.map(\.name)) { data in
            data.add(run.nearest(to: text))
            data.add("step", text)
        }
    }

    func choice(_ line: TraceTask.Line) -> TokenQuestion { ask(Self.choice, "call", Self.text(line), showsTools: true) }

    func arguments(_ line: TraceTask.Line) -> TokenQuestion { ask(Self.arguments, "call", Self.text(line)) }

    func uncalled(_ tool: NumberedText) -> TokenQuestion { ask(Self.uncalled, "tool", tool.text) }

    func announces(_ passage: TraceFindings.Passage) -> TokenQuestion {
        PlainPrompt(nonce: nonce) { _ in }.yesOrNo(Self.announces) { $0.add("sentence", passage.text) }
    }

    func worth(_ item: NumberedText) -> TokenQuestion { ask(Self.worth, "item", item.text) }

    /// - Parameter announced: the line that announces the item; only what stands behind it is shown. Nil shows all.
    func done(_ item: NumberedText, after announced: String?) -> TokenQuestion {
        guard let announced, let place = task.lines.firstIndex(where: { $0.id == announced }) else {
            return ask(Self.done, "item", item.text)
        }
        let later = PlainContext(Self.texts(Array(task.lines[(place + 1)...])))
        return PlainPrompt(nonce: nonce) { $0.add(later.shown(for: item.text)) }.yesOrNo(Self.done) {
            $0.add("item", item.text)
        }
    }

    private var prompt: PlainPrompt { PlainPrompt(nonce: nonce) { $0.add(run.shared) } }

    private func ask(_ question: String, _ label: String, _ text: String, showsTools: Bool = false) -> TokenQuestion {
        prompt.yesOrNo(question) { data in
            data.add(run.nearest(to: text))
            if showsTools {
                let tools = PlainContext(task.tools, limit: Self.stepLength)
                data.add(tools.shown(for: text))
            }
            data.add(label, text)
        }
    }

    private static func texts(_ lines: [TraceTask.Line]) -> [NumberedText] {
        lines.map { line in
            let kind =
                switch line.kind {
                case .user: ""
                case .message: " says"
                case .call: " call"
                }
            return NumberedText(id: line.id + kind, text: line.text)
        }
    }

    private static func text(_ line: TraceTask.Line) -> String { TraceText.cut(line.text, limit: stepLength).0 }
}
