import Evaluation
import JSON
import TestKit
import Testing

@Suite struct RequestFuzzTests {
    @Test("damaged requests are decoded or refused with problems, and never crash", arguments: 0..<5)
    func bytes(part: Int) {
        let seed = UInt64(9000 + part)
        var random = SeededGenerator(seed: seed)
        let decoder = RequestDecoder()
        for step in 0..<500 {
            var bytes = Array((RequestShapes.all.randomElement(using: &random) ?? "{}").utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = .random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(place + .random(in: 1...20, using: &random), bytes.count))
                case 2: bytes.insert(contentsOf: bytes[place..<min(place + 20, bytes.count)], at: place)
                case 3: bytes.insert(Array(#"{}[]",:0\"#.utf8).randomElement(using: &random) ?? 0, at: place)
                default: bytes = Array(bytes.prefix(place))
                }
                if bytes.isEmpty { bytes = [UInt8(ascii: "{")] }
            }
            check(decoder, bytes, "seed \(seed), step \(step)")
        }
    }

    @Test("requests whose values changed places and types are decoded or refused, and never crash", arguments: 0..<5)
    func values(part: Int) throws {
        let seed = UInt64(7000 + part)
        var random = SeededGenerator(seed: seed)
        let decoder = RequestDecoder()
        let shapes = try RequestShapes.all.map { try JSONReader.read(Array($0.utf8)) }
        for step in 0..<500 {
            var value = shapes.randomElement(using: &random) ?? .null
            for _ in 0..<Int.random(in: 1...6, using: &random) { value = mutated(value, using: &random) }
            check(decoder, JSONWriter.bytes(of: value), "seed \(seed), step \(step)")
        }
    }

    private func check(_ decoder: RequestDecoder, _ bytes: [UInt8], _ place: Comment) {
        do throws(RequestError) {
            let request = try decoder.decode(bytes, fallbackID: "fallback")
            #expect(!request.id.isEmpty && !request.campaignID.isEmpty, place)
            #expect(Set(request.keys).count == request.keys.count, place)
            #expect(request.battle != nil || !request.metrics.isEmpty, place)
            for metric in request.metrics {
                #expect(!metric.key.hasSuffix("_reason"), place)
                #expect(metric.weight.map { $0 > 0 && $0.isFinite } ?? true, place)
                #expect((0...1).contains(metric.threshold ?? 0), place)
            }
        } catch {
            #expect(!error.problems.isEmpty && error.problems.count <= 20, place)
            #expect(error.problems.allSatisfy { !$0.isEmpty }, place)
        }
    }

    /// The value with one of its parts replaced by something else.
    private func mutated(_ value: JSONValue, using random: inout SeededGenerator) -> JSONValue {
        switch value {
        case .object(let object) where !object.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
            var changed = object
            guard let key = object.keys.randomElement(using: &random), let member = object[key] else { return value }
            changed[key] = Int.random(in: 0..<10, using: &random) == 0 ? nil : mutated(member, using: &random)
            return .object(changed)
        case .array(var elements) where !elements.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
            let place = Int.random(in: 0..<elements.count, using: &random)
            if Int.random(in: 0..<6, using: &random) == 0 {
                elements.append(elements[place])
            } else {
                elements[place] = mutated(elements[place], using: &random)
            }
            return .array(elements)
        default: return Self.strange.randomElement(using: &random) ?? .null
        }
    }

    private static let strange: [JSONValue] = [
        .null, true, false, 0, -1, 1e308, .integer(.max), .integer(.min), "", "text", "\u{0}\n", "0.5", "basic",
        "deepeval", "nan",
        "\u{1F986}e\u{301}", [], [[]], [.null], [:], ["a": 1], ["id": "faithfulness"],
        ["role": "user", "content": .null],
        .string(String(repeating: "x", count: 600)),
    ]
}
