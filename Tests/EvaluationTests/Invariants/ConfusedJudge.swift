import JSON
import TestKit

extension ScriptedJudge {
    /// Honest, but what it writes is damaged: verdicts exchanged, members dropped, lists doubled, certainties of any size.
    static func confused(seed: UInt64) -> ScriptedJudge {
        ScriptedJudge { task, _ in
            var random = SeededGenerator(seed: seed)
            let answer = InvariantSamples.oracle.answer(task)
            // One damage leaves most answers readable, so that what is read is odd and not only refused.
            let value = JSONValue.object(answer.object).damaged(
                &random, rate: [0.02, 0.1, 0.4].randomElement(using: &random) ?? 0.1)
            return JSONWriter.text(of: value)
        }
    }
}

extension JSONValue {
    private static let words: [JSONValue] = [
        "yes", "no", "supported", "contradicted", "full", "partial", "relevant", "useful", "needed", "tie", "A", "s1",
        "t2", "", "nan", .null, 1, 0, -1, 0.5, 1e300, -1e300, true, false, [], .object(JSONObject()),
    ]

    fileprivate func damaged(_ random: inout SeededGenerator, rate: Double) -> JSONValue {
        switch self {
        case .array(var items):
            items = items.map { $0.damaged(&random, rate: rate) }
            if Double.random(in: 0..<1, using: &random) < rate {
                switch Int.random(in: 0..<4, using: &random) {
                case 0: items += items
                case 1: items.shuffle(using: &random)
                case 2: items = Array(items.dropFirst())
                default: items = []
                }
            }
            return .array(items)
        case .object(let object):
            var members = object.members.map { ($0.key, $0.value.damaged(&random, rate: rate)) }
            if Double.random(in: 0..<1, using: &random) < rate / 4, !members.isEmpty { members.removeLast() }
            return .object(JSONObject(members))
        default:
            guard Double.random(in: 0..<1, using: &random) < rate else { return self }
            if number != nil { return [0, 1, 0.5, 0.999, -0.1, 1.5, 1e300].randomElement(using: &random) ?? self }
            return Self.words.randomElement(using: &random) ?? self
        }
    }
}
