/// An agent's run by plain questions: each goal, step, call, uncalled tool and item of the plan. What a plan leaves out no
/// yes can name, see ``TraceFindings/unestablished``.
struct TraceQuestionnaire: Questionnaire {
    /// What one question is about, see ``TracePrompts``.
    private enum Subject {
        case asks(TraceTask.Line)
        case goal(NumberedText)
        case step(TraceTask.Line)
        case choice(TraceTask.Line)
        case arguments(TraceTask.Line)
        case uncalled(NumberedText)
        case announces(TraceFindings.Passage)
        case worth(NumberedText)
        case done(NumberedText)
    }

    private let task: TraceTask
    private let prompts: TracePrompts
    private let words: TraceWords
    private let subjects: [Subject]
    let questions: [TokenQuestion]

    init(_ task: TraceTask, nonce: String) {
        let prompts = TracePrompts(task, nonce: nonce)
        let words = TraceWords(task.lines)
        var subjects: [Subject] = []
        if task.aspects.contains(.goals) {
            for goal in Self.goals(of: task) {
                if let line = words.line(goal.id), line.kind == .user { subjects.append(.asks(line)) }
                subjects.append(.goal(goal))
            }
        }
        if task.aspects.contains(.steps) { subjects += task.steps.map(Subject.step) }
        if task.aspects.contains(.calls) {
            for call in task.calls { subjects += [.choice(call), .arguments(call)] }
            subjects += task.tools.filter { !words.calls($0) }.map(Subject.uncalled)
        }
        if task.aspects.contains(.plan) {
            subjects +=
                task.plan.isEmpty
                ? words.announcements.map(Subject.announces) : task.plan.flatMap { [.worth($0), .done($0)] }
        }
        self.task = task
        self.prompts = prompts
        self.words = words
        self.subjects = subjects
        questions = subjects.map { subject in
            switch subject {
            case .asks(let line): prompts.asks(line)
            case .goal(let goal): prompts.goal(goal)
            case .step(let line): prompts.step(line)
            case .choice(let line): prompts.choice(line)
            case .arguments(let line): prompts.arguments(line)
            case .uncalled(let tool): prompts.uncalled(tool)
            case .announces(let passage): prompts.announces(passage)
            case .worth(let item): prompts.worth(item)
            case .done(let item): prompts.done(item, after: nil)
            }
        }
    }

    /// The operator's goals, else the user's messages that are not mere courtesy.
    private static func goals(of task: TraceTask) -> [NumberedText] {
        guard task.goals.isEmpty else { return task.goals }
        return task.lines.filter { $0.kind == .user && !isCourtesy($0) }.map { NumberedText(id: $0.id, text: $0.text) }
    }

    private static func isCourtesy(_ line: TraceTask.Line) -> Bool {
        NumberedText.sentences(of: line.text).allSatisfy { SentenceKind($0.text) == .courtesy }
    }

    /// The steps that were not needed, in order: what they are instead is asked.
    private func idle(_ answers: [TokenAnswer]) -> [TraceTask.Line] {
        zip(subjects, answers).compactMap { subject, answer in
            if case .step(let line) = subject, !PlainVerdict(answer).isYes { line } else { nil }
        }
    }

    /// What the agent announces, in order.
    private func announced(_ answers: [TokenAnswer]) -> [TraceFindings.Passage] {
        zip(subjects, answers).compactMap { subject, answer in
            if case .announces(let passage) = subject, PlainVerdict(answer).isYes { passage } else { nil }
        }
    }

    func followUps(_ answers: [TokenAnswer]) -> [TokenQuestion] {
        idle(answers).map { prompts.idle($0) }
            + announced(answers).flatMap { passage in
                let item = NumberedText(id: passage.line, text: passage.text)
                return [prompts.worth(item), prompts.done(item, after: passage.line)]
            }
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        var found = TraceFindings(isSuspicious: task.isSuspicious)
        found.unestablished = task.aspects.intersection(.gaps)
        found.coverage = prompts.coverage
        var left = PlainAnswers(answers)
        var asks: [String: PlainVerdict] = [:]
        var goals: [String: PlainVerdict] = [:]
        var choices: [String: PlainVerdict] = [:]
        var worth: [String: PlainVerdict] = [:]
        for subject in subjects {
            let verdict = try left.verdict()
            switch subject {
            case .asks(let line): asks[line.id] = verdict
            case .goal(let goal): goals[goal.id] = verdict
            case .step(let line):
                found.steps.append(
                    .init(
                        id: line.id, role: verdict.isYes ? .needed : .redundant, stated: verdict.certainty,
                        quote: .none))
            case .choice(let line): choices[line.id] = verdict
            case .arguments(let line):
                if let choice = choices[line.id] { found.calls.append(words.call(line, choice, verdict)) }
            case .uncalled(let tool):
                guard !verdict.isYes else { continue }
                found.unused.append(.init(id: tool.id, need: Self.unnamed, stated: verdict.certainty))
            case .announces: break
            case .worth(let item): worth[item.id] = verdict
            case .done(let item):
                if let worth = worth[item.id] { found.plan.append(words.item(item.text, worth: worth, done: verdict)) }
            }
        }
        if task.aspects.contains(.goals) { found.goals = try self.goals(asks, goals) }
        try addFurther(further, answers, to: &found)
        return .trace(found)
    }

    /// A yes names no need.
    private static let unnamed = "not named"

    private func goals(
        _ asks: [String: PlainVerdict], _ said: [String: PlainVerdict]
    ) throws(AnswerError) -> [TraceFindings.Goal] {
        let goals = task.goalIDs.map { id in
            let text = task.goals.first { $0.id == id }?.text ?? words.line(id)?.text ?? id
            return words.goal(NumberedText(id: id, text: text), asks: asks[id], met: said[id])
        }
        if task.goals.isEmpty, !goals.isEmpty, goals.allSatisfy({ $0.met == .none }),
            task.lines.contains(where: TraceFindings.asks)
        {
            throw AnswerError("nothing is said to be asked for, but the user's messages ask for something")
        }
        return goals
    }

    /// What idle steps are, and what became of what was announced.
    private func addFurther(
        _ further: [TokenAnswer], _ answers: [TokenAnswer], to found: inout TraceFindings
    ) throws(AnswerError) {
        var left = PlainAnswers(further)
        for line in idle(answers) {
            let role = TracePrompts.roles[min(try left.next().best, TracePrompts.roles.count - 1)]
            if let place = found.steps.firstIndex(where: { $0.id == line.id }) { found.steps[place].role = role.role }
        }
        for passage in announced(answers) {
            let worth = try left.verdict()
            let done = try left.verdict()
            found.plan.append(words.item(passage.text, announced: passage, worth: worth, done: done))
        }
    }
}
