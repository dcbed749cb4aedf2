import Evaluation
import JSON

extension EvaluationRequest {
    /// The request about another test case.
    func with(_ change: (inout TestCase) -> Void) -> EvaluationRequest {
        guard case .testCase(var testCase) = subject else { return self }
        change(&testCase)
        var request = self
        request.subject = .testCase(testCase)
        return request
    }

    /// The request with its metric changed.
    func with(metric change: (inout MetricRequest) -> Void) -> EvaluationRequest {
        var request = self
        change(&request.metrics[0])
        return request
    }
}

extension TestCase {
    /// Every text that people or models wrote, rewritten.
    mutating func mapTexts(_ change: (String) -> String) {
        input = input.map(change)
        actualOutput = actualOutput.map(change)
        expectedOutput = expectedOutput.map(change)
        mapEvidence { $0.map(change) }
        turns = turns.map { turn in
            var turn = turn
            turn.content = change(turn.content)
            return turn
        }
        contestants = contestants?.map {
            Contestant(name: $0.name, input: $0.input.map(change), actualOutput: change($0.actualOutput))
        }
    }

    /// Every list of chunks, rewritten.
    mutating func mapEvidence(_ change: ([String]) -> [String]) {
        context = context.map(change)
        retrievalContext = retrievalContext.map(change)
        turns = turns.map { turn in
            var turn = turn
            turn.retrievalContext = turn.retrievalContext.map(change)
            return turn
        }
    }

    /// Every text that a reason may quote.
    var texts: [String] {
        var texts = [input, actualOutput, expectedOutput, expectedOutcome, scenario, chatbotRole].compactMap(\.self)
        texts += evidence + turns.map(\.content) + turns.flatMap { $0.retrievalContext ?? [] }
        texts += (contestants ?? []).flatMap { [$0.name, $0.actualOutput] }
        let calls = (toolsCalled ?? []) + (expectedTools ?? []) + turns.flatMap { $0.toolsCalled ?? [] }
        for call in calls {
            texts.append(call.name)
            for value in [call.arguments, call.output].compactMap(\.self) {
                texts.append(value.string ?? JSONWriter.text(of: value))
            }
        }
        return texts + (availableTools ?? []).map(\.name)
    }

    /// Without a part.
    mutating func remove(_ field: TestCaseField) {
        switch field {
        case .input: input = nil
        case .actualOutput: actualOutput = nil
        case .expectedOutput: expectedOutput = nil
        case .context, .retrievalContext:
            context = nil
            retrievalContext = nil
        case .toolsCalled: toolsCalled = nil
        case .expectedTools: expectedTools = nil
        case .availableTools: availableTools = nil
        case .turns: turns = []
        case .scenario: scenario = nil
        case .expectedOutcome: expectedOutcome = nil
        case .chatbotRole: chatbotRole = nil
        case .mcpServers: mcpServers = nil
        case .trace: trace = nil
        }
    }
}

extension MetricOutcome {
    /// How good, 0 to 1: harm counts the other way. Nil without a score.
    var benefit: Double? {
        score.map { direction == .higherIsBetter ? $0.value : 1 - $0.value }
    }
}
