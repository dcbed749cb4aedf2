import Evaluation
import JSON

extension Oracle {
    /// By words: the first sentences of the source are its key points, covered when a sentence of the summary holds all
    /// their words; a question is answered with yes by a sentence that holds all of its words.
    func answer(_ task: SummaryTask) -> JSONObject {
        let source = SentenceSplitter().split(task.source).map(\.text).filter { !Self.stems($0).isEmpty }
        let summary = SentenceSplitter().split(task.summary).map(\.text)
        var object: JSONObject = ["reasoning": "Compared word by word."]
        guard task.questions.isEmpty else {
            object["questions"] = .array(
                task.questions.map { question -> JSONValue in
                    let wanted = Self.stems(question.text)
                    let inSource = holder(of: wanted, among: source)
                    let inSummary = holder(of: wanted, among: summary)
                    return [
                        "id": .string(question.id), "source_quote": inSource.map { .string($0) } ?? .null,
                        "source": inSource == nil ? "unstated" : "yes",
                        "summary_quote": inSummary.map { .string($0) } ?? .null,
                        "summary": inSummary == nil ? "unstated" : "yes", "p": .number(certainty),
                    ]
                })
            return object
        }
        let points = NumberedText.numbered(Array(source.prefix(task.points)), prefix: "k")
        object["points"] = .array(
            points.map { ["id": .string($0.id), "point": .string($0.text), "quote": .string($0.text)] })
        object["coverage"] = .array(
            points.map { point -> JSONValue in
                let found = holder(of: Self.stems(point.text), among: summary)
                return [
                    "id": .string(point.id), "quote": found.map { .string($0) } ?? .null,
                    "covered": found == nil ? "no" : "full", "p": .number(certainty),
                ]
            })
        return object
    }

    /// The first sentence that holds all of some words.
    private func holder(of wanted: Set<Int>, among sentences: [String]) -> String? {
        wanted.isEmpty ? nil : sentences.first { wanted.isSubset(of: Self.stems($0)) }
    }
}
