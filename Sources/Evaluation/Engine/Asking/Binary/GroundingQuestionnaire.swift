/// Grounding by plain questions: one for each sentence that claims something, one for the answer as a whole, and where it
/// has several sentences, one for each one's bearing on the input.
struct GroundingQuestionnaire: Questionnaire {
    private static let known = "Is what `sentence` says true by well-established knowledge?"

    private let task: GroundingTask
    private let evidence: PlainEvidence
    /// Ids of the sentences that are asked about as claims, in order.
    private let claims: [String]
    /// Ids of the sentences that are asked about for their bearing, in order.
    private let spoken: [String]
    private let hasCanaries: Bool
    let questions: [TokenQuestion]
    let anchored: [AnchoredQuestion?]

    init(_ task: GroundingTask, evidence: PlainEvidence, nonce: String, canarySalt: Int?) {
        self.task = task
        self.evidence = evidence
        let kinds = task.sentences.map { (text: $0, kind: SentenceKind($0.text)) }
        let claimed = task.asksForClaims ? kinds.filter { $0.kind == .statement }.map(\.text) : []
        let bearing = task.asksForRelevancy ? kinds.filter { $0.kind != .courtesy }.map(\.text) : []
        claims = claimed.map(\.id)
        spoken = bearing.map(\.id)
        var questions: [TokenQuestion] = []
        var anchored: [AnchoredQuestion?] = []
        let canaries =
            claimed.isEmpty ? nil : canarySalt.flatMap { CanaryClaims(evidence: task.evidence, salt: $0) }
        hasCanaries = canaries != nil
        if !claimed.isEmpty {
            let closed = PlainPrompt(nonce: nonce, mark: task.dataMark) { data in
                if let input = task.input { data.add("input", input) }
            }
            let open = PlainPrompt(mark: task.dataMark) { data in
                if !evidence.isLong { Self.add(task.evidence, to: &data) }
            }
            let known = canaries.map { [$0.supported, $0.unsupported] } ?? []
            let asked = known.map { NumberedText(id: "", text: $0) } + claimed
            questions += asked.map { sentence in
                guard !task.evidence.isEmpty else {
                    return closed.yesOrNo(Self.known) { $0.add("sentence", sentence.text) }
                }
                return AnchoredQuestion.supported.about(open) { data in
                    if let shown = evidence.shown(to: sentence) { Self.add(evidence.index.texts(shown), to: &data) }
                    data.add("sentence", sentence.text)
                }
            }
            anchored += asked.map { _ in task.evidence.isEmpty ? nil : .supported }
        }
        if task.asksForRelevancy {
            let shared = PlainPrompt(mark: task.dataMark) { $0.add("input", task.input ?? "") }
            questions.append(
                AnchoredQuestion.answered.about(shared) { data in
                    data.add("reply", task.sentences.map(\.text).joined(separator: " "))
                })
            // A sentence alone is the reply, and what was said of that stands for it.
            let parts = bearing.count == 1 ? [] : bearing
            questions += parts.map { sentence in
                AnchoredQuestion.helpful.about(shared) { $0.add("sentence", sentence.text) }
            }
            anchored += [.answered] + parts.map { _ in .helpful }
        }
        self.questions = questions
        self.anchored = anchored
    }

    /// One chunk alone is named by what it is.
    private static func add(_ chunks: [NumberedText], to data: inout PromptData) {
        if chunks.count == 1 { data.add("evidence", chunks[0].text) } else { data.add(chunks) }
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        guard let document = bound.document else {
            throw AnswerError("there is no document to read it against")
        }
        var rest = answers[...]
        // Whoever finds a made-up claim as good as a copied one is not believed about the others.
        if hasCanaries, let good = rest.popFirst(), let bad = rest.popFirst(), good.yes <= bad.yes { return nil }
        var found = GroundingFindings(isClosedBook: task.evidence.isEmpty)
        found.isMeasured = true
        if task.asksForClaims {
            let said = Dictionary(zip(claims, rest.prefix(claims.count).map { evidence.discounted($0.yes) })) {
                first, _ in first
            }
            rest = rest.dropFirst(claims.count)
            var verification = ClaimVerification(
                document: document, evidence: evidence.index, isClosedBook: task.evidence.isEmpty)
            for shown in task.sentences {
                guard let sentence = document.sentence(shown.id) else { continue }
                verification.add(
                    sentence: sentence, yes: said[shown.id],
                    among: said[shown.id] == nil ? nil : evidence.shown(to: shown).map { evidence.index.part($0) })
            }
            found.claims = verification.complete(task.sentences)
        }
        if task.asksForRelevancy, let whole = rest.popFirst() {
            let parts = spoken.count == 1 ? [whole.yes] : rest.map(\.yes)
            let said = Dictionary(zip(spoken, parts)) { first, _ in first }
            addRoles(said, to: &found, document)
            addRequirement(whole.yes, said, to: &found, document)
        }
        return .grounding(found)
    }

    private func addRoles(_ said: [String: Double], to found: inout GroundingFindings, _ document: JudgedDocument) {
        var keys: Set<[Int]> = []
        for shown in task.sentences {
            guard let sentence = document.sentence(shown.id) else { continue }
            let isAddressed = document.addressedToEvaluator.contains(sentence.number)
            let isRepeated = !keys.insert(TokenizedText(sentence.text).words.map(\.key)).inserted
            let yes = said[shown.id]
            let role: GroundingTask.Role =
                isAddressed
                ? .offTopic
                : yes.map { isRepeated ? .repeats : $0 >= 0.5 ? .answers : .offTopic } ?? .courtesy
            found.roles.append(
                GroundingFindings.SentenceRole(
                    sentence: sentence.id, role: role, isMissing: false, isAddressedToEvaluator: isAddressed,
                    range: sentence.range.scalars,
                    stated: yes.map { min(Certainty.measured, max($0, 1 - $0)) } ?? Certainty.measured,
                    probability: isAddressed || isRepeated ? 0 : yes))
        }
    }

    /// The input as one requirement: what it consists of and which part is met, a yes cannot say.
    private func addRequirement(
        _ yes: Double, _ said: [String: Double], to found: inout GroundingFindings, _ document: JudgedDocument
    ) {
        found.responds = response
        guard let input = task.input, !TokenizedText(input).words.isEmpty else { return }
        let addressed: GroundingTask.Addressed = yes >= 0.5 ? .full : .no
        let best = task.sentences.filter { said[$0.id] != nil }.max { (said[$0.id] ?? 0) < (said[$1.id] ?? 0) }
        found.requirements = [
            GroundingFindings.Requirement(
                text: input, addressed: addressed, stated: min(Certainty.measured, max(yes, 1 - yes)), quote: .none,
                range: addressed == .no ? nil : best.flatMap { document.sentence($0.id)?.range.scalars },
                probability: yes)
        ]
    }

    private var response: GroundingTask.Response {
        let text = task.sentences.map(\.text).joined(separator: " ")
        if RefusalDetector().estimate(text).outcome == .refused { return .refusal }
        let kinds = task.sentences.map { SentenceKind($0.text) }.filter { $0 != .courtesy }
        return !kinds.isEmpty && kinds.allSatisfy { $0 == .question } ? .clarification : .answer
    }
}
