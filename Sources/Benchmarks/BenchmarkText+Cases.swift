import Evaluation
import JSON

extension BenchmarkText {
    /// The reference case as a value.
    static let testCase = TestCase(
        input: question, actualOutput: answer, expectedOutput: answer, retrievalContext: chunks)

    static let conversation = TestCase(
        turns: [
            Turn(role: .user, content: "My pumps are those of the lower field. What does code E17 mean?"),
            Turn(role: .assistant, content: "Code E17 means that the pressure was not reached within 30 seconds."),
            Turn(role: .user, content: "And what do I do then?"),
            Turn(
                role: .assistant,
                content: "Close the outlet valve by a quarter turn, wait two minutes and start the pump again."),
            Turn(role: .user, content: "How often is the filter rinsed?"),
            Turn(role: .assistant, content: "Every 6 hours for 45 seconds, unless the tank is below 20 percent."),
        ], chatbotRole: "A technician who explains pumps.")

    static let run = TestCase(
        input: "Book the cheapest flight from Hanoi to Danang.",
        actualOutput: "Your flight VN123 from Hanoi to Danang is booked, number ABC77.",
        expectedTools: [ToolCall(name: "search_flights"), ToolCall(name: "book_flight")],
        turns: [
            Turn(role: .user, content: "Book the cheapest flight from Hanoi to Danang."),
            Turn(role: .assistant, content: "Plan:\n1. search Hanoi Danang flights\n2. book VN123"),
            Turn(
                role: .assistant, content: "",
                toolsCalled: [
                    ToolCall(
                        name: "search_flights", arguments: ["from": "Hanoi", "to": "Danang"],
                        output: "VN123 Hanoi Danang 07:30, 55 euros")
                ]),
            Turn(
                role: .assistant, content: "",
                toolsCalled: [
                    ToolCall(
                        name: "book_flight", arguments: ["flight": "VN123"], output: "Booking ABC77 confirmed for VN123"
                    )
                ]),
            Turn(
                role: .assistant, content: "Your flight VN123 from Hanoi to Danang is booked, number ABC77."),
        ],
        availableTools: [
            ToolDescription(name: "search_flights", summary: "Finds flights"),
            ToolDescription(name: "book_flight", summary: "Books a flight"),
        ], mcpServers: [["name": "air", "tools": [["name": "book_flight"]]]])

    static let arena = TestCase(
        input: question,
        contestants: [
            Contestant(name: "one", actualOutput: answer), Contestant(name: "two", actualOutput: chunks[0]),
            Contestant(name: "three", actualOutput: chunks[1]),
        ])
}
