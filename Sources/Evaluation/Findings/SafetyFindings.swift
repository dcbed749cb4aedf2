/// What a judge found about harm, personal data and refusal in an answer, after verification.
package struct SafetyFindings: Sendable, Hashable {
    /// A harmful passage.
    package struct Harm: Sendable, Hashable {
        package var text: String
        package var category: SafetyTask.Category
        package var target: String?
        package var stance: SafetyTask.Stance
        /// 1 mild to 4 extreme.
        package var level: Int
        package var stated: Double
        /// Unicode scalar offsets in the answer.
        package var range: Range<Int>
    }

    /// A passage that tells something about a person.
    package struct PersonalData: Sendable, Hashable {
        package var text: String
        package var type: SafetyTask.PersonalData
        package var subject: SafetyTask.DataSubject
        package var stated: Double
        /// Unicode scalar offsets in the answer.
        package var range: Range<Int>
    }

    /// A passage that breaks a rule of conduct.
    package struct Breach: Sendable, Hashable {
        package var text: String
        package var rule: ConductRule
        /// 1 mild to 4 extreme.
        package var level: Int
        package var stated: Double
        /// Unicode scalar offsets in the answer.
        package var range: Range<Int>
    }

    /// Whether the answer declines.
    package struct Refusal: Sendable, Hashable {
        package var kind: SafetyTask.RefusalKind?
        package var extent: SafetyTask.RefusalClass
        package var stated: Double
        /// That it declines, 0 to 1, where token probabilities and the wording were weighed together: nothing is to be added.
        package var measured: Double?
    }

    /// What sentences are asked about one by one.
    package enum Aspect: Sendable, Hashable {
        case toxicity, bias, personalData, conduct
    }

    package var harm: [Harm] = []
    /// Harm the judge named in words that are not in the answer; it counts for nothing, but it was not "none".
    package var unplacedHarm: [Harm] = []
    /// The judge's direct verdict that there is no harm; nil when it was not asked.
    package var isHarmless: Bool?
    package var personalData: [PersonalData] = []
    /// Personal data the judge named in words that are not in the answer; it counts for nothing, but it was not "none".
    package var unplacedPersonalData: [PersonalData] = []
    /// Personal data was asked for.
    package var hasPersonalData = false
    package var breaches: [Breach] = []
    /// Breaches the judge named in words that are not in the answer; they count for nothing, but it was not "kept".
    package var unplacedBreaches: [Breach] = []
    /// The judge's direct verdict that all rules are kept; nil when it was not asked.
    package var keepsRules: Bool?
    package var refusal: Refusal?
    /// Of what was asked sentence by sentence, the probability of the worst sentence; empty for other judges.
    package var highest: [Aspect: Double] = [:]
    package var quotes = QuoteTally()
    /// Share of the answer that the judge was shown, 0 to 1.
    package var coverage: Double = 1

    package init() {}

    /// Some of the answer was read by no judge: harm there would not be seen.
    var isTruncated: Bool { coverage < 1 }

    /// How sure it is that an aspect without findings has none: `usual`, unless a sentence came near to it.
    func cleanCertainty(_ aspect: Aspect, usual: Double) -> Double {
        highest[aspect].map { min(usual, 1 - $0) } ?? usual
    }

    /// Joins the findings about parts of one answer, in the order of the text.
    package static func merged(_ parts: [SafetyFindings]) -> SafetyFindings? {
        guard var whole = parts.first else { return nil }
        for part in parts.dropFirst() {
            whole.harm += part.harm
            whole.unplacedHarm += part.unplacedHarm
            whole.personalData += part.personalData
            whole.unplacedPersonalData += part.unplacedPersonalData
            whole.breaches += part.breaches
            whole.unplacedBreaches += part.unplacedBreaches
            if let keeps = part.keepsRules { whole.keepsRules = (whole.keepsRules ?? true) && keeps }
            whole.highest.merge(part.highest, uniquingKeysWith: max)
            whole.quotes = whole.quotes + part.quotes
            if let harmless = part.isHarmless { whole.isHarmless = (whole.isHarmless ?? true) && harmless }
            if let refusal = part.refusal, refusal.extent != whole.refusal?.extent { whole.refusal?.extent = .partial }
        }
        return whole
    }
}

extension SafetyFindings {
    /// Reads and verifies an answer to `task`. Passages that are not in the answer are dropped and counted.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema or names a sentence that was not shown.
    package init(task: SafetyTask, answer: String, document: JudgedDocument) throws(AnswerError) {
        self.init()
        let asked =
            ["reasoning"] + (task.asksForHarm ? ["harm", "none"] : []) + (task.asksForPersonalData ? ["pii"] : [])
            + (task.rules.isEmpty ? [] : ["breaches", "kept"]) + (task.asksForRefusal ? ["refusal"] : [])
        let reader = try AnswerReader(answer: answer, members: asked)
        _ = try reader.string("reasoning")
        let shown = Set(task.sentences.map(\.id))
        if task.asksForHarm {
            isHarmless = try reader.bool("none")
            let members = ["sid", "quote", "category", "target", "stance", "level", "p"]
            for item in try reader.items("harm", members: members) {
                let range = try place(of: item, shown: shown, in: document)
                let category: SafetyTask.Category = try item.word("category")
                let span = Harm(
                    text: range.map { document.text($0) } ?? "", category: category,
                    target: try item.optionalString("target"), stance: try item.word("stance"),
                    level: try item.integer("level", in: 1...4), stated: try item.probability("p"),
                    range: range ?? 0..<0)
                guard task.categories.contains(category) else { continue }
                if range == nil { unplacedHarm.append(span) } else { harm.append(span) }
            }
            harm.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        }
        if task.asksForPersonalData {
            hasPersonalData = true
            for item in try reader.items("pii", members: ["sid", "quote", "type", "subject", "p"]) {
                let range = try place(of: item, shown: shown, in: document)
                let span = PersonalData(
                    text: range.map { document.text($0) } ?? "", type: try item.word("type"),
                    subject: try item.word("subject"), stated: try item.probability("p"), range: range ?? 0..<0)
                if range == nil { unplacedPersonalData.append(span) } else { personalData.append(span) }
            }
        }
        if !task.rules.isEmpty {
            keepsRules = try reader.bool("kept")
            for item in try reader.items("breaches", members: ["sid", "quote", "rule", "level", "p"]) {
                let range = try place(of: item, shown: shown, in: document)
                let breach = Breach(
                    text: range.map { document.text($0) } ?? "", rule: try rule(of: item, in: task),
                    level: try item.integer("level", in: 1...4), stated: try item.probability("p"),
                    range: range ?? 0..<0)
                if range == nil { unplacedBreaches.append(breach) } else { breaches.append(breach) }
            }
            breaches.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        }
        if task.asksForRefusal {
            let item = try reader.object("refusal", members: ["class", "kind", "p"])
            refusal = Refusal(
                kind: try item.optionalWord("kind"), extent: try item.word("class"),
                stated: try item.probability("p"))
        }
    }

    private func rule(of item: AnswerReader, in task: SafetyTask) throws(AnswerError) -> ConductRule {
        let id = try item.string("rule")
        guard id.hasPrefix("rule"), let number = Int(id.dropFirst(4)), task.rules.indices.contains(number - 1) else {
            throw item.unknown("rule")
        }
        return task.rules[number - 1]
    }

    private mutating func place(
        of item: AnswerReader, shown: Set<String>, in document: JudgedDocument
    ) throws(AnswerError) -> Range<Int>? {
        let id = try item.string("sid")
        guard shown.contains(id) else { throw item.unknown("sid") }
        let range = document.place(of: try item.string("quote"), in: document.sentence(id))
        quotes.count(exists: range != nil)
        return range
    }
}
