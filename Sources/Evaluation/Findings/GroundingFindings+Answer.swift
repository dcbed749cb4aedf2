extension GroundingFindings {
    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema or names a sentence that was not shown.
    package init(
        task: GroundingTask, answer: String, document: JudgedDocument, evidence: EvidenceIndex
    ) throws(AnswerError) {
        self.init(isClosedBook: task.evidence.isEmpty)
        let asked =
            ["reasoning"] + (task.asksForClaims ? ["claims", "overall"] : [])
            + (task.asksForRelevancy ? ["requirements", "sentences", "responds"] : [])
        let reader = try AnswerReader(answer: answer, members: asked)
        _ = try reader.string("reasoning")
        let shown = Set(task.sentences.map(\.id))
        if task.asksForClaims {
            overall = try reader.word("overall")
            let items = try reader.items("claims", members: ["sid", "claim", "verdict", "eid", "quote", "p"])
            var verification = ClaimVerification(document: document, evidence: evidence, isClosedBook: isClosedBook)
            for item in items {
                let sentence = try Self.sentence(of: item, shown: shown, document: document)
                verification.add(
                    sentence: sentence, claim: try item.optionalString("claim"), verdict: try item.word("verdict"),
                    eid: try item.optionalString("eid"), quote: try item.optionalString("quote"),
                    stated: try item.probability("p"))
            }
            claims = verification.complete(task.sentences)
            quotes = verification.quotes
        }
        if task.asksForRelevancy {
            responds = try reader.word("responds")
            try readRoles(reader, task: task, shown: shown, document: document)
            try readRequirements(reader, task: task, shown: shown, document: document)
        }
    }

    private static func sentence(
        of item: AnswerReader, shown: Set<String>, document: JudgedDocument
    ) throws(AnswerError) -> Sentence {
        guard let id = try item.optionalString("sid"), shown.contains(id), let sentence = document.sentence(id) else {
            throw item.unknown("sid")
        }
        return sentence
    }

    /// One role for every sentence shown. A sentence that was left out is taken as off topic, so that leaving it out
    /// gains nothing; a repeated one keeps its first role.
    private mutating func readRoles(
        _ reader: AnswerReader, task: GroundingTask, shown: Set<String>, document: JudgedDocument
    ) throws(AnswerError) {
        var given: [String: GroundingTask.Role] = [:]
        for item in try reader.items("sentences", members: ["sid", "role"]) {
            let sentence = try Self.sentence(of: item, shown: shown, document: document)
            let role: GroundingTask.Role = try item.word("role")
            given[sentence.id] = given[sentence.id] ?? role
        }
        for shown in task.sentences {
            guard let sentence = document.sentence(shown.id) else { continue }
            let isAddressed = document.addressedToEvaluator.contains(sentence.number)
            roles.append(
                SentenceRole(
                    sentence: sentence.id, role: isAddressed ? .offTopic : given[sentence.id] ?? .offTopic,
                    isMissing: given[sentence.id] == nil, isAddressedToEvaluator: isAddressed,
                    range: sentence.range.scalars))
        }
    }

    /// Whatever counts as met must be somewhere in the answer: in a passage that exists, or in a sentence that answers.
    private mutating func readRequirements(
        _ reader: AnswerReader, task: GroundingTask, shown: Set<String>, document: JudgedDocument
    ) throws(AnswerError) {
        let items = try reader.items("requirements", members: ["id", "text", "addressed", "sid", "quote", "p"])
        if items.isEmpty, task.input.map({ !TokenizedText($0).words.isEmpty }) ?? false {
            throw AnswerError("requirements must name at least one thing the input asks for")
        }
        let useful = Set(roles.lazy.filter { $0.role == .answers || $0.role == .supports }.map(\.sentence))
        for item in items {
            _ = try item.string("id")
            var requirement = Requirement(
                text: try item.string("text"), addressed: try item.word("addressed"),
                stated: try item.probability("p"), quote: .none)
            let id = try item.optionalString("sid")
            if let id, !shown.contains(id) { throw item.unknown("sid") }
            let sentence = id.flatMap { document.sentence($0) }
            let quote = try item.optionalString("quote")
            if requirement.addressed != .no {
                if let quote {
                    requirement.range = document.place(of: quote, in: sentence)
                    requirement.quote = requirement.range == nil ? .rejected : .exact
                    quotes.count(exists: requirement.range != nil)
                }
                let isAddressed = sentence.map { document.addressedToEvaluator.contains($0.number) } ?? false
                let isBorneOut = requirement.range != nil || id.map { useful.contains($0) } ?? false
                if isAddressed || !isBorneOut {
                    requirement.addressed = .no
                    requirement.stated = min(requirement.stated, 0.6)
                } else if requirement.range == nil {
                    requirement.range = sentence?.range.scalars
                }
            }
            requirements.append(requirement)
        }
    }
}

extension GroundingTask.Addressed {
    /// What a requirement counts when it is met this far.
    var share: Double {
        switch self {
        case .full: 1
        case .partial: 0.5
        case .no: 0
        }
    }
}
