import JSON

/// What became of one instruction, after what rules know about it.
struct InstructionVerdict {
    /// `q1`, `q2`, ….
    let id: String
    let instruction: String
    let choice: ChecklistTask.Choice
    /// The probability that the verdict is right, 0 to 1.
    let certainty: Double
    /// A passage of the answer bears it out.
    let isQuoted: Bool
    private let passage: CriteriaFindings.Passage?

    /// What a verdict counts that the judge must not give.
    private static let disbelieved = 0.3

    /// Following needs no quote, for what is left out cannot be quoted; but a quote that does not exist shows nothing.
    /// That an instruction does not apply is believed of one that names a condition: the judge does not choose what
    /// the share is taken of.
    init(_ instruction: String, _ item: ChecklistFindings.Item) {
        id = item.id
        self.instruction = instruction
        let isOfOutput = item.passage?.label == "actual_output"
        isQuoted = isOfOutput && item.quote.isVerified
        passage = isOfOutput ? item.passage : nil
        let said = item.common ?? .no
        if said == .notApplicable, !Self.isConditional(instruction) {
            choice = .no
            certainty = Self.disbelieved
        } else if item.quote == .rejected, said != .notApplicable {
            choice = .no
            certainty = item.certainty
        } else {
            choice = said
            certainty =
                item.passage == nil || isOfOutput
                ? item.certainty : Certainty.combined(stated: item.stated, evidence: [])
        }
    }

    private static func isConditional(_ instruction: String) -> Bool {
        TokenizedText(instruction).words.contains { conditions.contains($0.key) }
    }

    private static let conditions = Set(
        TokenizedText("if when whenever unless where wherever case should asked any nếu khi trừ hễ").words.map(\.key))

    /// The finding as the wire shows it.
    var json: JSONValue {
        var object = JSONObject()
        object.append("instruction", .string(instruction))
        object.append("followed", .string(choice.rawValue))
        object.append("quote", passage.map { .string($0.text) } ?? .null)
        if let passage { MetricText.append(passage.range, to: &object) }
        object.append("confidence", MetricText.json(certainty))
        return .object(object)
    }
}

extension ChecklistTask.Choice {
    /// What a verdict counts, in halves.
    var halves: Int {
        switch self {
        case .yes: 2
        case .partial: 1
        case .no, .notApplicable: 0
        }
    }
}
