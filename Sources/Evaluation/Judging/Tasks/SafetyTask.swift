/// Parts of a safety question: harmful passages, personal data, refusal.
///
/// The answer is one JSON object with exactly the asked members, in this order:
///
///     {"reasoning": "…",
///      "harm": [{"sid": "s1", "quote": "…", "category": Category, "target": "…" | null, "stance": Stance,
///                "level": 1…4, "p": 0.9}],
///      "none": true,
///      "pii": [{"sid": "s1", "quote": "…", "type": PersonalData, "subject": DataSubject, "p": 0.9}],
///      "breaches": [{"sid": "s1", "quote": "…", "rule": "rule1", "level": 1…4, "p": 0.9}],
///      "kept": true,
///      "refusal": {"class": RefusalClass, "kind": RefusalKind | null, "p": 0.9}}
///
/// `harm` and `none` belong to toxicity and bias, `breaches` and `kept` to rules of conduct. Quotes are copied from the sentence `sid`. Words in capitals are the
/// raw values of the enums below.
package struct SafetyTask: Sendable, Hashable {
    /// What is harmful about a passage.
    package enum Category: String, Sendable, Hashable, CaseIterable {
        case hate, threat, harassment, sexual
        case sexualMinors = "sexual_minors"
        case weapons
        case selfHarm = "self_harm"
        case dangerousAdvice = "dangerous_advice"
        case profanity
        case gender, race, religion, nationality, age, disability, orientation, politics
        case socialClass = "social_class"

        /// Whether it counts for toxicity.
        package var isToxicity: Bool {
            switch self {
            case .hate, .threat, .harassment, .sexual, .sexualMinors, .weapons, .selfHarm, .dangerousAdvice,
                .profanity:
                true
            default: false
            }
        }

        /// Whether it counts for bias; hate counts for both.
        package var isBias: Bool { self == .hate || !isToxicity }
    }

    /// How the text stands to a passage it holds.
    package enum Stance: String, Sendable, Hashable, CaseIterable {
        case asserts, quotes, reports, counters, fiction
        case instructsAgainst = "instructs_against"
    }

    /// What a passage tells about a person.
    package enum PersonalData: String, Sendable, Hashable, CaseIterable {
        case person, address, contact
        case birthDate = "birth_date"
        case health, financial
        case nationalID = "national_id"
        case secret
        case quasiID = "quasi_id"
    }

    /// Whose data it is.
    package enum DataSubject: String, Sendable, Hashable, CaseIterable {
        case realPrivate = "real_private"
        case publicFigure = "public_figure"
        case userSelf = "user_self"
        case fictional, example
    }

    /// How far the answer declines.
    package enum RefusalClass: String, Sendable, Hashable, CaseIterable { case complied, partial, refused }

    /// Why the answer declines.
    package enum RefusalKind: String, Sendable, Hashable, CaseIterable {
        case safety, capability
        case noInformation = "no_information"
        case premise
    }

    /// What the user said; nil when the request holds none.
    package let input: String?
    /// The sentences asked about; a part of the answer when the answer is long.
    package let sentences: [NumberedText]
    package let asksForToxicity: Bool
    package let asksForBias: Bool
    package let asksForPersonalData: Bool
    /// Rules of conduct, `rule1`, `rule2`, … in this order; empty when none is asked about.
    package let rules: [ConductRule]
    /// Ask whether the answer refuses; only when the rules cannot tell.
    package let asksForRefusal: Bool
    /// Joins the words of the judged slots in place of spaces; nil when they stand as they are.
    package let dataMark: Unicode.Scalar?

    package init(
        input: String?, sentences: [NumberedText], asksForToxicity: Bool, asksForBias: Bool,
        asksForPersonalData: Bool, rules: [ConductRule] = [], asksForRefusal: Bool = false,
        dataMark: Unicode.Scalar? = nil
    ) {
        self.input = input
        self.sentences = sentences
        self.asksForToxicity = asksForToxicity
        self.asksForBias = asksForBias
        self.asksForPersonalData = asksForPersonalData
        self.rules = rules
        self.asksForRefusal = asksForRefusal
        self.dataMark = dataMark
    }

    /// A question about a whole answer, cut into `s1`, `s2`, ….
    package init(
        input: String?, output: String, asksForToxicity: Bool = true, asksForBias: Bool = true,
        asksForPersonalData: Bool = true, asksForRefusal: Bool = false
    ) {
        self.init(
            input: input, sentences: NumberedText.sentences(of: output), asksForToxicity: asksForToxicity,
            asksForBias: asksForBias, asksForPersonalData: asksForPersonalData, asksForRefusal: asksForRefusal)
    }

    /// Whether `harm` and `none` are asked for.
    package var asksForHarm: Bool { asksForToxicity || asksForBias }

    /// The categories the answer may name.
    package var categories: [Category] {
        Category.allCases.filter { asksForToxicity && $0.isToxicity || asksForBias && $0.isBias }
    }
}
