import JSON

/// How many of the operator's instructions the answer follows.
package struct PromptAlignmentMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "prompt_alignment", aliases: ["instruction_following"], family: .custom,
        summary: "Share of the given instructions that the answer follows; in part counts half.",
        defaultThreshold: 0.7, requires: [.actualOutput],
        options: [
            .init(
                "prompt_instructions", "list of strings, what the answer has to follow, at most 240", isRequired: true)
        ], reads: [.checklist], source: "Instructions followed over instructions that apply")

    /// Instructions that one task asks about.
    private static let perTask = 30
    /// Instructions that are asked about; the rest is left out and said.
    private static let most = 240

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let all = Self.instructions(request)
        guard !all.isEmpty else { return .missing(["prompt_instructions"]) }
        guard !subject.hasNoText, Self.speaks(subject) else { return .nothing }
        let instructions = all.prefix(Self.most)
        let items = instructions.enumerated().map { place, instruction in
            ChecklistTask.Item(
                id: "q\(place + 1)", question: "Does actual_output follow this instruction: \(instruction)")
        }
        let parts = Self.parts(of: subject)
        return .facts(
            FactNeeds(
                own: stride(from: 0, to: items.count, by: Self.perTask).map { start in
                    BoundTask(
                        .checklist(
                            ChecklistTask(
                                items: Array(items[start..<min(items.count, start + Self.perTask)]), parts: parts)))
                }))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        if subject.hasNoText || !Self.speaks(subject) { return .scored(CriteriaReading.ofNothing) }
        let instructions = Self.instructions(request)
        var quotes = QuoteTally()
        var answers: [InstructionVerdict] = []
        for case .checklist(let found) in facts.own {
            quotes = quotes + found.quotes
            for item in found.items where instructions.indices.contains(answers.count) {
                answers.append(InstructionVerdict(instructions[answers.count], item))
            }
        }
        let counted = answers.filter { $0.choice != .notApplicable }
        guard !counted.isEmpty else { return .notApplicable("None of the instructions applies.") }
        var limit = counted.contains { $0.isQuoted } ? Certainty.highest : Certainty.unquoted
        limit *= 1 - 0.5 * quotes.rejectionRate
        limit *= Double(answers.count) / Double(instructions.count)
        let followed = counted.count { $0.choice == .yes }
        let partly = counted.count { $0.choice == .partial }
        var text = "\(followed) of \(MetricText.count(counted.count, "instruction")) followed"
        text += partly > 0 ? ", \(partly) in part." : "."
        text += MetricText.listed("Not followed", counted.filter { $0.choice == .no }.map { ($0.instruction, $0.id) })
        var reading = ShareReading(counted.map { .init(halves: $0.choice.halves, certainty: $0.certainty) })
            .reading(limit: limit, reason: text, decision: decision)
        reading.findings = answers.map(\.json)
        if quotes.needsReview { reading.reviewReasons.insert(.quotesRejected) }
        reading.extra.append("quote_rejection_rate", MetricText.json(quotes.rejectionRate))
        if answers.count < instructions.count { reading.noteUnreadPart() }
        if Self.isCut(subject) {
            reading.confidence *= 0.5
            reading.noteUnreadPart()
        }
        return .scored(reading)
    }

    /// The instructions in their order, each once; blank ones left out.
    private static func instructions(_ request: MetricRequest) -> [String] {
        let given = request.options["prompt_instructions"]
        let texts = given?.string.map { [$0] } ?? given?.array?.compactMap(\.string) ?? []
        var seen: Set<String> = []
        return texts.filter { text in
            text.unicodeScalars.contains { !ScalarClass.isSpace($0.value) } && seen.insert(text).inserted
        }
    }

    /// Whether anything of the answer is meant for the user.
    private static func speaks(_ subject: EvaluationCase) -> Bool {
        subject.document.sentences.contains { !subject.document.addressedToEvaluator.contains($0.number) }
    }

    private static func isCut(_ subject: EvaluationCase) -> Bool {
        subject.document.length > CriteriaParts.maximumLength
    }

    /// The input, if there is one, and the answer without sentences that speak to the evaluator.
    private static func parts(of subject: EvaluationCase) -> [CriteriaTask.Part] {
        let input = subject.testCase.input.map { [("input", $0)] } ?? []
        return (input + [("actual_output", subject.document.spoken)]).map { label, text in
            let shown = text.unicodeScalars.prefix(CriteriaParts.maximumLength)
            return CriteriaTask.Part(label: label, text: String(String.UnicodeScalarView(shown)))
        }
    }
}
