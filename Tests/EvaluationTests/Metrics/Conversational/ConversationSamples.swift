import Evaluation
import JSON
import TestKit

/// Conversations and judge answers that several tests use.
enum ConversationSamples {
    static let metrics = [
        "turn_relevancy", "conversation_completeness", "knowledge_retention", "role_adherence", "topic_adherence",
    ]
    static let all: ConversationTask.Aspects = [.relevancy, .completeness, .retention, .role, .topics]

    /// `u` for the user, `a` for the assistant, `s` for the system, `t` for a tool, before a colon.
    static func turns(_ texts: [String]) -> [Turn] {
        texts.map { text in
            let role: Turn.Role =
                switch text.first {
                case "u": .user
                case "a": .assistant
                case "s": .system
                default: .tool
                }
            return Turn(role: role, content: String(text.dropFirst(2)))
        }
    }

    static let booking = turns([
        "u:My booking number is 4521. When does my flight leave?", "a:Your flight leaves at nine in the morning.",
        "u:Can I bring a dog?", "a:You can bring a small dog in the cabin.", "u:Thanks!",
        "a:Thanks for flying with us.",
    ])

    static func task(
        _ aspects: ConversationTask.Aspects, role: String? = nil, topics: [String] = [],
        turns: [Turn] = ConversationSamples.turns(["u:Why?", "a:Because."])
    ) -> ConversationTask {
        ConversationTask(aspects: aspects, turns: turns, role: role, topics: topics)
    }

    static func request(_ metrics: [String], turns: [Turn], id: String = "c1") -> EvaluationRequest {
        EvaluationRequest(
            id: id, subject: .testCase(TestCase(turns: turns, chatbotRole: "A clerk of an airline.")),
            metrics: metrics.map { id in
                var metric = MetricRequest(id)
                if id == "topic_adherence" { metric.options = ["relevant_topics": ["booking of a flight", "dog"]] }
                return metric
            })
    }

    static func result(
        _ metrics: [String] = Self.metrics, turns: [Turn], judge: ScriptedJudge = .oracle(),
        policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: policy).evaluate(request(metrics, turns: turns), judge: judge)
    }

    /// A judge that says `items` under `list`.
    static func judge(_ lists: [(String, [JSONObject])]) -> ScriptedJudge {
        var object: JSONObject = ["reasoning": "r"]
        for (name, items) in lists { object[name] = .array(items.map { .object($0) }) }
        return .fixed(JSONWriter.text(of: .object(object)))
    }

    /// An item of a list that names each turn once.
    static func verdict(_ id: String, _ word: String, _ quote: String? = nil, p: Double = 0.9) -> JSONObject {
        [
            "id": .string(id), "verdict": .string(word), "quote": quote.map { .string($0) } ?? .null, "p": .number(p),
        ]
    }

    static func intention(
        _ id: String, _ text: String, _ met: String, by: String? = nil, answer: String? = nil
    ) -> JSONObject {
        [
            "id": .string(id), "text": .string(text), "quote": .string(text), "met": .string(met),
            "by": by.map { .string($0) } ?? .null, "answer": answer.map { .string($0) } ?? .null, "p": 0.9,
        ]
    }

    static func fact(_ id: String, turn: String, _ quote: String) -> JSONObject {
        ["id": .string(id), "turn": .string(turn), "text": .string(quote), "quote": .string(quote), "p": 0.9]
    }

    static func memory(_ id: String, _ word: String, fact: String? = nil, _ quote: String? = nil) -> JSONObject {
        [
            "id": .string(id), "verdict": .string(word), "fact": fact.map { .string($0) } ?? .null,
            "quote": quote.map { .string($0) } ?? .null, "p": 0.9,
        ]
    }

    static func unit(_ id: String, _ topic: String, _ reply: String, _ quote: String? = nil) -> JSONObject {
        [
            "id": .string(id), "topic": .string(topic), "reply": .string(reply),
            "quote": quote.map { .string($0) } ?? .null, "p": 0.9,
        ]
    }
}
