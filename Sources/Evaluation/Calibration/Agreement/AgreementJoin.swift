/// Brings results and judgements together by `evaluation_id`, and keeps every problem with its line.
package struct AgreementJoin: Sendable {
    private var results: [String: JudgedResult] = [:]
    private var resultOrder: [String] = []
    private var repeatedResults = 0
    private var labels: [(number: Int, id: String, human: HumanJudgement)] = []
    /// Of lines that were not understood; nothing of them counts.
    package private(set) var resultProblems: [String] = []
    package private(set) var labelProblems: [String] = []

    package init() {}

    /// Takes a line of the results' file.
    package mutating func addResult(_ bytes: [UInt8], number: Int) {
        do throws(LabelError) {
            let result = try JudgedResult(try LabelReader.object(bytes))
            if results.updateValue(result, forKey: result.evaluationID) == nil {
                resultOrder.append(result.evaluationID)
            } else {
                repeatedResults += 1
            }
        } catch {
            resultProblems += error.problems.map { "line \(number): \($0)" }
        }
    }

    /// Takes a line of the judgements' file.
    package mutating func addLabel(_ bytes: [UInt8], number: Int) {
        do throws(LabelError) {
            var fields = LabelFields(try LabelReader.object(bytes))
            let id = fields.requiredName("evaluation_id")
            guard let human = HumanJudgement(reading: &fields), let id else { throw LabelError(fields.problems) }
            labels.append((number, id, human))
        } catch {
            labelProblems += error.problems.map { "line \(number): \($0)" }
        }
    }

    /// The study of everything that was taken.
    ///
    /// - Throws: `LabelError` with the problems of judgements that do not fit their results, or contradict each other.
    package func study() throws(LabelError) -> AgreementStudy {
        let pairing = LabelPairing()
        var set = LabelSet()
        var problems: [String] = []
        var judged: Set<String> = []
        var withoutResult: [String] = []
        for (number, id, human) in labels {
            let isNew = judged.insert(id).inserted
            guard let result = results[id] else {
                if isNew { withoutResult.append(id) }
                continue
            }
            let pairs = pairing.pairs(result, with: human)
            problems += pairs.problems.map { "line \(number): \($0)" }
            set.add(
                LabelReader.Line(
                    decisions: pairs.decisions, annotator: human.annotator, undecided: pairs.undecided),
                number: number)
        }
        problems += set.problems
        guard problems.isEmpty else { throw LabelError(problems) }
        return AgreementStudy(
            outcome: set.outcome, compared: judged.count - withoutResult.count,
            withoutLabel: resultOrder.filter { !judged.contains($0) }, withoutResult: withoutResult,
            repeatedResults: repeatedResults)
    }
}
