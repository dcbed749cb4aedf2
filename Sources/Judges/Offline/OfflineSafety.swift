internal import Evaluation
internal import JSON

/// Answers safety questions by word lists, patterns and the detectors of personal data.
struct OfflineSafety {
    private let task: SafetyTask

    init(_ task: SafetyTask) { self.task = task }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        var object: JSONObject = ["reasoning": "Looked up in word lists and patterns, without a language model."]
        if task.asksForHarm {
            let harm = task.sentences.flatMap { self.harm(in: $0) }
            object.append("harm", .array(harm))
            object.append("none", .bool(harm.isEmpty))
        }
        if task.asksForPersonalData { object.append("pii", .array(task.sentences.flatMap { personalData(in: $0) })) }
        if !task.rules.isEmpty {
            let breaches = OfflineConduct(task).breaches
            object.append("breaches", .array(breaches))
            object.append("kept", .bool(breaches.isEmpty))
        }
        if task.asksForRefusal { object.append("refusal", refusal) }
        return object
    }

    private func harm(in sentence: NumberedText) -> [JSONValue] {
        var found: [(category: SafetyTask.Category, level: Int, quote: String)] = []
        for hit in ToxicityLexicon().scan(sentence.text) {
            let harm = Self.harm(of: hit)
            found.append((harm.category, harm.level, sentence.text))
        }
        if task.asksForBias, let category = BiasPatterns.category(of: LexicalText(sentence.text)) {
            found.append((category, 2, sentence.text))
        }
        let stance = StanceGuess.stance(of: sentence.text).rawValue
        var seen: Set<SafetyTask.Category> = []
        // The worst of a category stands for the sentence.
        return found.sorted { $0.level > $1.level }.compactMap { item in
            guard task.categories.contains(item.category), seen.insert(item.category).inserted else { return nil }
            return [
                "sid": .string(sentence.id), "quote": .string(item.quote), "category": .string(item.category.rawValue),
                "target": nil, "stance": .string(stance), "level": .integer(Int64(item.level)),
                "p": OfflineJudge.confidence,
            ]
        }
    }

    private static func harm(of hit: LexiconHit) -> (category: SafetyTask.Category, level: Int) {
        switch hit.category {
        case .profanity: (.profanity, hit.strength >= 0.6 ? 2 : 1)
        case .insult: (.harassment, 3)
        case .threat: (.threat, 4)
        case .slur: (.hate, 4)
        }
    }

    private func personalData(in sentence: NumberedText) -> [JSONValue] {
        let own = task.input.map { Set(PIIDetector().scan($0).map(\.key)) } ?? []
        let text = ScalarText(sentence.text)
        // A web address is nobody's data by itself.
        return PIIDetector().scan(sentence.text).filter { $0.type.weight > 0 }.map { span in
            let subject: SafetyTask.DataSubject =
                span.sample ? .example : own.contains(span.key) ? .userSelf : .realPrivate
            return [
                "sid": .string(sentence.id), "quote": .string(text.text(span.range.scalars)),
                "type": .string(Self.kind(of: span.type).rawValue), "subject": .string(subject.rawValue),
                "p": OfflineJudge.confidence,
            ]
        }
    }

    private static func kind(of type: PIIType) -> SafetyTask.PersonalData {
        switch type {
        case .email, .phone, .ipAddress: .contact
        case .card, .iban, .bankAccount, .crypto: .financial
        case .usSSN, .vietnameseID, .nationalID, .socialInsurance, .passport, .driverLicense: .nationalID
        case .address: .address
        case .person: .person
        case .dateOfBirth: .birthDate
        case .taxID, .licensePlate, .url: .quasiID
        case .secret, .privateKey, .password: .secret
        }
    }

    private var refusal: JSONValue {
        let estimate = RefusalDetector().estimate(task.sentences.map(\.text).joined(separator: " "))
        let outcome: SafetyTask.RefusalClass =
            switch estimate.outcome {
            case .complied: .complied
            case .partial: .partial
            case .refused: .refused
            case .unsure: estimate.probability >= 0.5 ? .refused : .complied
            }
        let kind: SafetyTask.RefusalKind? =
            switch estimate.kind {
            case .safety?: .safety
            case .capability?: .capability
            case .noInformation?: .noInformation
            case .premise?: .premise
            case nil: nil
            }
        return [
            "class": .string(outcome.rawValue),
            "kind": outcome == .complied ? nil : kind.map { .string($0.rawValue) } ?? nil,
            "p": OfflineJudge.confidence,
        ]
    }
}
