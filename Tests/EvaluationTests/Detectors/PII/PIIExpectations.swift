import Evaluation
import TestKit

/// Questions that the tests of all kinds of personal data ask.
enum PII {
    /// The texts of one kind that are found.
    static func values(_ type: PIIType, in text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return PIIDetector().scan(text).filter { $0.type == type }
            .map { String(String.UnicodeScalarView(scalars[$0.range.scalars])) }
    }

    /// How many documents have their value found whole, and how many findings are something else.
    static func measure(
        _ type: PIIType, seed: UInt64, count: Int, templates: [String], value: (inout SeededGenerator) -> String
    ) -> (recall: Double, falseFindings: Int, missed: [String]) {
        var generator = SeededGenerator(seed: seed)
        var found = 0
        var wrong = 0
        var missed: [String] = []
        for _ in 0..<count {
            let value = value(&generator)
            let template = templates.randomElement(using: &generator) ?? "%"
            let text = template.split(separator: "%", omittingEmptySubsequences: false).joined(separator: value)
            let values = values(type, in: text)
            if values == [value] { found += 1 } else { missed.append(text) }
            wrong += values.count(where: { $0 != value })
        }
        return (Double(found) / Double(count), wrong, missed)
    }
}

extension SeededGenerator {
    /// Random digits.
    mutating func digits(_ count: Int) -> [Int] { (0..<count).map { _ in Int.random(in: 0...9, using: &self) } }

    /// Each "#" becomes a digit and each "%" one from 2 to 9.
    mutating func filled(_ pattern: String) -> String {
        var result = ""
        for character in pattern {
            switch character {
            case "#": result += String(Int.random(in: 0...9, using: &self))
            case "%": result += String(Int.random(in: 2...9, using: &self))
            default: result.append(character)
            }
        }
        return result
    }
}
