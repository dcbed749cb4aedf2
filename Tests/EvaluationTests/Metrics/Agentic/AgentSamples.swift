import Evaluation
import JSON
import TestKit

/// An agent that books a flight, and judges' answers about it.
enum AgentSamples {
    static let search = ToolCall(
        name: "search_flights", arguments: ["from": "Hanoi", "to": "Danang"],
        output: .string("VN123 Hanoi Danang 07:30, 55 euros"))
    static let book = ToolCall(
        name: "book_flight", arguments: ["flight": "VN123"], output: .string("Booking ABC77 confirmed for VN123"))

    static let schema: JSONValue = [
        "type": "object", "properties": ["flight": ["type": "string"], "seats": ["type": "integer"]],
        "required": ["flight"],
    ]

    static let tools = [
        ToolDescription(name: "search_flights", summary: "Finds flights"),
        ToolDescription(name: "book_flight", summary: "Books a flight", parameters: schema),
        ToolDescription(name: "cancel_flight", summary: "Cancels a booking"),
    ]

    static var flight: TestCase {
        TestCase(
            input: "Book the cheapest flight from Hanoi to Danang.",
            actualOutput: "Your flight VN123 from Hanoi to Danang is booked, number ABC77.",
            toolsCalled: [search, book], availableTools: tools)
    }

    static func result(
        _ metrics: [MetricRequest], _ testCase: TestCase = flight, judge: ScriptedJudge = .oracle(),
        policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: policy).evaluate(
            EvaluationRequest(id: "e", subject: .testCase(testCase), metrics: metrics), judge: judge)
    }

    static func metric(_ id: String, _ options: JSONObject = JSONObject(), parameters: [String] = []) -> MetricRequest {
        MetricRequest(key: id, id: id, parameters: parameters, options: options)
    }

    /// A judge that says one thing about goals.
    static func goals(_ goals: [(id: String, goal: String, met: String, step: String?, quote: String?)])
        -> ScriptedJudge
    {
        answer(
            "goals",
            goals.map { goal in
                [
                    "id": .string(goal.id), "goal": .string(goal.goal), "met": .string(goal.met),
                    "step": goal.step.map { .string($0) } ?? .null, "quote": goal.quote.map { .string($0) } ?? .null,
                    "p": 0.95,
                ]
            })
    }

    static func steps(_ steps: [(id: String, role: String, quote: String?)]) -> ScriptedJudge {
        answer(
            "steps",
            steps.map { step in
                [
                    "id": .string(step.id), "role": .string(step.role),
                    "quote": step.quote.map { .string($0) } ?? .null, "p": 0.95,
                ]
            })
    }

    static func calls(
        _ calls: [(id: String, choice: String, arguments: String, quote: String?)], unused: [String]? = nil
    ) -> ScriptedJudge {
        answer(
            "calls",
            calls.map { call in
                [
                    "id": .string(call.id), "choice": .string(call.choice), "arguments": .string(call.arguments),
                    "quote": call.quote.map { .string($0) } ?? .null, "p": 0.95,
                ]
            },
            more: unused.map { tools in
                ["unused": .array(tools.map { ["id": .string($0), "need": "the task", "p": 0.9] })]
            } ?? JSONObject())
    }

    struct Item {
        var id = "p1"
        var text = "Search flights"
        var source: String?
        var quote: String?
        var value = "sound"
        var done = "yes"
        var step: String?
        var proof: String?
    }

    /// - Parameter gaps: nil where only the items are asked for.
    static func plan(_ items: [Item], gaps: [String]? = nil) -> ScriptedJudge {
        answer(
            "plan",
            items.map { item in
                [
                    "id": .string(item.id), "text": .string(item.text),
                    "source": item.source.map { .string($0) } ?? .null,
                    "quote": item.quote.map { .string($0) } ?? .null, "value": .string(item.value),
                    "done": .string(item.done), "step": item.step.map { .string($0) } ?? .null,
                    "proof": item.proof.map { .string($0) } ?? .null, "p": 0.95,
                ]
            },
            more: gaps.map { gaps in ["gaps": .array(gaps.map { ["need": .string($0), "p": 0.9] })] } ?? JSONObject())
    }

    private static func answer(
        _ list: String, _ items: [JSONValue], more: JSONObject = JSONObject()
    ) -> ScriptedJudge {
        var object: JSONObject = ["reasoning": "r"]
        object.append(list, .array(items))
        for member in more.members { object.append(member.key, member.value) }
        return .fixed(JSONWriter.text(of: .object(object)))
    }
}
