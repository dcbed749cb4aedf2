internal import Glibc
import JSON

/// A question as the judge is shown it, and the way back from its answer: marks taken out, canaries checked and removed,
/// numbers of sentences as they were.
struct HardenedQuestion {
    /// What a shown sentence stands for.
    private enum Origin {
        case sentence(String)
        case statement(ExtractionFindings.Statement)
        case canary(isSupported: Bool)
    }

    /// What is put to the judge.
    let task: JudgeTask
    private let origins: [String: Origin]
    private let mark: Unicode.Scalar?
    let hasCanaries: Bool

    /// - Parameters:
    ///   - statements: the claims to verify in place of the answer's sentences; nil shows the sentences.
    ///   - salt: another one takes other canaries in other places.
    ///   - sample: another one shows the evidence in another order.
    init(
        _ task: JudgeTask, hardening: Hardening, statements: [ExtractionFindings.Statement]? = nil, salt: Int = 0,
        sample: Int = 0
    ) {
        switch task {
        case .grounding(let plain):
            let grounding = plain.withEvidence(turnedBy: sample)
            mark = hardening.contains(.dataMarks) ? Self.mark(for: grounding) : nil
            var shown: [(text: String, origin: Origin)] =
                statements?.map { ($0.text, .statement($0)) }
                ?? grounding.sentences.map { ($0.text, .sentence($0.id)) }
            let wantsCanaries =
                hardening.contains(.canaries) && grounding.asksForClaims && !grounding.evidence.isEmpty
            let canaries = wantsCanaries ? CanaryClaims(evidence: grounding.evidence, salt: salt) : nil
            hasCanaries = canaries != nil
            guard statements != nil || canaries != nil else {
                origins = [:]
                self.task = .grounding(grounding.marked(mark))
                return
            }
            if let canaries {
                let hash = StableHash.of(grounding.input ?? "", canaries.unsupported, String(shown.count + salt))
                shown.insert(
                    (canaries.supported, .canary(isSupported: true)), at: Int(hash % UInt64(shown.count + 1)))
                shown.insert(
                    (canaries.unsupported, .canary(isSupported: false)),
                    at: Int((hash >> 32) % UInt64(shown.count + 1)))
            }
            let sentences = NumberedText.numbered(shown.map(\.text), prefix: "s")
            origins = Dictionary(uniqueKeysWithValues: zip(sentences.map(\.id), shown.map(\.origin)))
            self.task = .grounding(
                GroundingTask(
                    input: grounding.input, sentences: sentences, evidence: grounding.evidence,
                    asksForClaims: grounding.asksForClaims, asksForRelevancy: grounding.asksForRelevancy,
                    dataMark: mark))
        case .safety(let safety):
            mark = hardening.contains(.dataMarks) ? Self.mark(for: safety) : nil
            origins = [:]
            hasCanaries = false
            self.task = .safety(safety.marked(mark))
        default:
            mark = nil
            origins = [:]
            hasCanaries = false
            self.task = task
        }
    }

    /// An answer as if the plain question had been asked.
    struct Restored {
        let text: String
        /// A canary was judged wrongly or not at all.
        let failsCanary: Bool
    }

    /// - Throws: `AnswerError` when the answer is no JSON object or names a sentence that was not shown.
    func restored(_ answer: String) throws(AnswerError) -> Restored {
        guard mark != nil || !origins.isEmpty else { return Restored(text: answer, failsCanary: false) }
        var object = try AnswerReader.object(of: answer)
        if let mark { object = Self.unmarked(.object(object), mark: mark).object ?? object }
        guard !origins.isEmpty else { return Restored(text: JSONWriter.text(of: .object(object)), failsCanary: false) }
        var passed: Set<Bool> = []
        var failed = false
        for list in ["claims", "sentences", "requirements"] {
            guard let items = object[list]?.array else { continue }
            var kept: [JSONValue] = []
            var answered = AnsweredStatements()
            for (place, item) in items.enumerated() {
                guard var members = item.object, let id = members["sid"]?.string else {
                    kept.append(item)
                    continue
                }
                guard let origin = origins[id] else {
                    throw AnswerError("\(list)[\(place)].sid names nothing that was shown")
                }
                switch origin {
                case .sentence(let original): members["sid"] = .string(original)
                case .statement(let statement):
                    answered.note(id, statement, claim: members["claim"]?.string)
                    members["sid"] = .string(statement.sentence)
                    if members["claim"]?.isNull == true { members["claim"] = .string(statement.text) }
                case .canary(let isSupported):
                    if list == "claims" {
                        let verdict = members["verdict"]?.string
                        let isRight =
                            isSupported
                            ? verdict == "supported" : verdict == "contradicted" || verdict == "not_in_evidence"
                        if isRight { passed.insert(isSupported) } else { failed = true }
                        continue
                    }
                    if list == "requirements" { members["sid"] = .null } else { continue }
                }
                kept.append(.object(members))
            }
            if list == "claims" { kept += answered.missing(of: statements) }
            object[list] = .array(kept)
        }
        // One claim may be split or said twice, but both canaries have to be answered for.
        return Restored(
            text: JSONWriter.text(of: .object(object)), failsCanary: hasCanaries && (failed || passed.count < 2))
    }

    /// The statements that were shown, by the numbers they were shown under.
    private var statements: [(id: String, statement: ExtractionFindings.Statement)] {
        origins.compactMap { id, origin in
            if case .statement(let statement) = origin { (id, statement) } else { nil }
        }.sorted { ($0.id.utf8.count, $0.id) < ($1.id.utf8.count, $1.id) }
    }

    /// All strings with spaces for marks.
    private static func unmarked(_ value: JSONValue, mark: Unicode.Scalar) -> JSONValue {
        switch value {
        case .string(let text):
            guard text.unicodeScalars.contains(mark) else { return value }
            return .string(String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == mark ? " " : $0 })))
        case .array(let items): return .array(items.map { unmarked($0, mark: mark) })
        case .object(let object):
            var unmarked = JSONObject()
            for member in object.members { unmarked.append(member.key, Self.unmarked(member.value, mark: mark)) }
            return .object(unmarked)
        default: return value
        }
    }

    private static let marks: [Unicode.Scalar] = ["^", "¦", "¬", "‸"]

    /// Whether a question about a task is asked with marks where they are wanted: its texts leave one free.
    static func canMark(_ task: JudgeTask) -> Bool {
        switch task {
        case .grounding(let task): mark(for: task) != nil
        case .safety(let task): mark(for: task) != nil
        default: false
        }
    }

    private static func mark(for task: GroundingTask) -> Unicode.Scalar? {
        mark(absentIn: [task.input ?? ""] + task.sentences.map(\.text) + task.evidence.map(\.text))
    }

    private static func mark(for task: SafetyTask) -> Unicode.Scalar? {
        mark(absentIn: [task.input ?? ""] + task.sentences.map(\.text))
    }

    /// A mark that the texts do not hold themselves; nil when they hold all of them.
    private static func mark(absentIn texts: [String]) -> Unicode.Scalar? {
        marks.first { mark in !texts.contains { holds(mark, $0) } }
    }
}

extension HardenedQuestion {
    /// Whether a text holds a mark. Looks for its first byte, which few texts have, before it decodes anything.
    private static func holds(_ mark: Unicode.Scalar, _ text: String) -> Bool {
        let first = UTF8.encode(mark)?.first ?? 0
        let hasFirst = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe memchr(start, Int32(first), bytes.count) != nil
        }
        return hasFirst != false && text.unicodeScalars.contains(mark)
    }
}

extension GroundingTask {
    /// The same question with the evidence in another order; its chunks keep their names.
    fileprivate func withEvidence(turnedBy sample: Int) -> GroundingTask {
        guard sample > 0, evidence.count > 1 else { return self }
        let turn = sample % evidence.count
        var turned = Array(evidence[turn...] + evidence[..<turn])
        if sample.isMultiple(of: 2) { turned.reverse() }
        return GroundingTask(
            input: input, sentences: sentences, evidence: turned, asksForClaims: asksForClaims,
            asksForRelevancy: asksForRelevancy, dataMark: dataMark)
    }

    fileprivate func marked(_ mark: Unicode.Scalar?) -> GroundingTask {
        GroundingTask(
            input: input, sentences: sentences, evidence: evidence, asksForClaims: asksForClaims,
            asksForRelevancy: asksForRelevancy, dataMark: mark)
    }
}

extension SafetyTask {
    fileprivate func marked(_ mark: Unicode.Scalar?) -> SafetyTask {
        SafetyTask(
            input: input, sentences: sentences, asksForToxicity: asksForToxicity, asksForBias: asksForBias,
            asksForPersonalData: asksForPersonalData, rules: rules, asksForRefusal: asksForRefusal, dataMark: mark)
    }
}
