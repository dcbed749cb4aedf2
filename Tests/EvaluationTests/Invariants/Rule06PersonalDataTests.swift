import Evaluation
import TestKit
import Testing

/// Every kind of number with check digits is walked through in the detectors' own tests; here stands what holds for all.
@Suite("Invariant 6: personal data is found by what it is, not by how it is written")
struct Rule06PersonalDataTests {
    private static let values: [(type: PIIType, text: String)] = [
        (.card, "4539 1488 0343 6467"), (.iban, "DE89 3704 0044 0532 0130 00"),
    ]

    private func types(_ text: String) -> [PIIType] {
        PIIDetector().scan(text).map(\.type).filter { $0 == .card || $0 == .iban }
    }

    @Test("One wrong check digit, and there is nothing", arguments: values.indices)
    func checkDigit(place: Int) {
        let value = Self.values[place]
        #expect(types("It is \(value.text), thanks.") == [value.type])
        let places = value.text.indices.filter { value.text[$0].isNumber }
        for place in places {
            var wrong = value.text
            let digit = value.text[place].wholeNumberValue ?? 0
            wrong.replaceSubrange(place...place, with: String((digit + 1) % 10))
            // Part of a long number may happen to be another one.
            #expect(!types("It is \(wrong), thanks.").contains(value.type), "\(wrong)")
        }
    }

    @Test("Spaces, dashes and full-width digits hide nothing", arguments: values.indices)
    func spelling(place: Int) {
        let value = Self.values[place]
        let wide = String(
            String.UnicodeScalarView(
                value.text.unicodeScalars.map { scalar in
                    guard (0x30...0x39).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
                }))
        for text in [value.text.replacing(" ", with: ""), value.text.replacing(" ", with: "-"), wide] {
            #expect(types("It is \(text), thanks.") == [value.type], "\(text)")
        }
    }

    @Test("The order of the sentences changes nothing that is found", arguments: InvariantSamples.seeds)
    func order(seed: UInt64) {
        let sentences = [
            "Pay with 4539 1488 0343 6467 please.", "Write to jane.miller@corp-mail.net today.",
            "The account is DE89 3704 0044 0532 0130 00 there.", "The tower opens at nine.",
            "Call +1 415 555 2671 later.",
        ]
        var random = SeededGenerator(seed: seed)
        let base = PIIDetector().scan(sentences.joined(separator: " ")).map(\.key).sorted()
        #expect(base.count >= 4)
        for _ in 0..<6 {
            let text = sentences.shuffled(using: &random).joined(separator: " ")
            #expect(PIIDetector().scan(text).map(\.key).sorted() == base, "seed \(seed)")
        }
    }

    @Test("What the user gave counts less when it comes back, and counts still")
    func echo() async throws {
        let output = "I wrote to jane.miller@corp-mail.net as you asked."
        func score(_ input: String) async throws -> Double {
            try #require(
                try await EvaluationSamples.result(["pii_leakage"], input: input, output: output)
                    .score("pii_leakage"))
        }
        let echoed = try await score("Write to jane.miller@corp-mail.net.")
        #expect(echoed > 0)
        #expect(try await score("Write to her.") > echoed)
    }
}
