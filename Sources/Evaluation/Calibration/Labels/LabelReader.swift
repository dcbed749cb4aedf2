package import JSON

/// Reads one line of labelled results: a result with a human's judgement, or one decision with everything flat.
package struct LabelReader: Sendable {
    /// A line's labels.
    package struct Line: Sendable, Hashable {
        package var decisions: [LabelledDecision]
        package var annotator: String?
        /// Judgements about something without a score.
        package var undecided: Int
    }

    private let pairing = LabelPairing()

    package init() {}

    /// - Parameters:
    ///   - bytes: one JSON object.
    ///   - fallbackID: names what a flat line without `evaluation_id` is about.
    /// - Throws: `LabelError` with every problem; nothing of the line counts.
    package func read(_ bytes: [UInt8], fallbackID: String) throws(LabelError) -> Line {
        let object = try Self.object(bytes)
        var fields = LabelFields(object)
        let line = fields.has("result") || fields.has("human") ? wrapped(&fields) : flat(&fields, fallbackID)
        guard let line, fields.problems.isEmpty else { throw LabelError(fields.problems) }
        return line
    }

    /// The object of a line.
    package static func object(_ bytes: [UInt8]) throws(LabelError) -> JSONObject {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, options: .init(duplicateKeys: .reject))
        } catch {
            throw LabelError(["not JSON: \(error)"])
        }
        guard let object = value.object else { throw LabelError(["is \(value.kindName), not an object"]) }
        return object
    }

    private func wrapped(_ fields: inout LabelFields) -> Line? {
        guard let resultObject = fields.member("result"), let humanObject = fields.member("human") else {
            for key in ["result", "human"] where !fields.has(key) { fields.report(key, "is missing") }
            return nil
        }
        var resultFields = LabelFields(resultObject, path: "result.")
        let result = JudgedResult(reading: &resultFields)
        fields.adopt(resultFields.problems)
        var humanFields = LabelFields(humanObject, path: "human.")
        let human = HumanJudgement(reading: &humanFields, path: "human.")
        fields.adopt(humanFields.problems)
        guard let result, let human else { return nil }
        let pairs = pairing.pairs(result, with: human, path: "human.")
        fields.adopt(pairs.problems)
        return Line(decisions: pairs.decisions, annotator: human.annotator, undecided: pairs.undecided)
    }

    private func flat(_ fields: inout LabelFields, _ fallbackID: String) -> Line? {
        let metric = fields.requiredName("metric").map(pairing.metric)
        let model = fields.name("judge_model")
        let score = fields.fraction("score")
        let threshold = fields.fraction("threshold")
        let direction =
            fields.word("direction", of: Direction.names, Direction.init(rawValue:))
            ?? pairing.direction(of: metric ?? "")
        let confidence = fields.fraction("raw_confidence") ?? fields.fraction("confidence")
        let passes = { (score: Double?) in
            score.flatMap { score in
                threshold.map { direction.passes(Score(clamping: score).rounded, threshold: $0) }
            }
        }
        let humanScore = fields.fraction("human_score")
        let judged = fields.bool("passed") ?? passes(score)
        let human = fields.bool("human_passed") ?? passes(humanScore)
        let judgeProtocol = fields.name("protocol")
        let annotator = fields.name("annotator")
        let item = fields.name("evaluation_id") ?? fallbackID
        if model == CalibrationKey.anyJudge { fields.report("judge_model", "must not be *") }
        for (key, isMissing, others) in [
            ("confidence", confidence == nil && !fields.has("raw_confidence"), ""),
            ("passed", judged == nil, ", and so is score or threshold"),
            ("human_passed", human == nil, ", and so is human_score or threshold"),
        ] where isMissing && !fields.has(key) { fields.report(key, "is missing\(others)") }
        guard fields.problems.isEmpty, let metric, let judged, let human else { return nil }
        let benefit = { (score: Double?) in score.map { direction.benefit(of: Score(clamping: $0)) } }
        let decision = LabelledDecision(
            item: item, part: metric,
            key: CalibrationKey(metric: metric, judgeModel: model, judgeProtocol: judgeProtocol),
            judged: Ruling(passed: judged), human: Ruling(passed: human), confidence: confidence,
            benefit: benefit(score), humanBenefit: benefit(humanScore))
        return Line(decisions: [decision], annotator: annotator, undecided: 0)
    }
}
