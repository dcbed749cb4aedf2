import JSON
import Kafka

/// The requests of a drill: alike in cost, one judge call each, and each with texts of its own, since equal questions may
/// be asked once.
enum DrillLoad {
    /// Requests that share a campaign, whose list in Redis is read as a whole.
    static let campaignSize = 500
    /// Requests of which one has a score that a human must see.
    static let reviewInterval = 8

    static func id(_ number: Int) -> String { "drill-\(number)" }

    /// The number in an evaluation id; nil when it is none of a drill's.
    static func number(of id: String) -> Int? {
        id.hasPrefix("drill-") ? Int(id.dropFirst(6)) : nil
    }

    static func campaign(_ number: Int) -> String { "drill-c\(number / campaignSize)" }

    /// The campaigns of the first `count` requests.
    static func campaigns(_ count: Int) -> [String] {
        stride(from: 0, to: count, by: campaignSize).map(campaign)
    }

    /// A request as it goes over the wire.
    ///
    /// - Parameter padding: bytes of metadata, which come back in the result.
    static func request(_ number: Int, padding: Int = 0) -> [UInt8] {
        let facts = "Tower \(number) is \(300 + number) metres tall. Tower \(number) stands in Paris."
        let fancies = " Tower \(number) has purple elephants. Dragons sleep beneath it. Its owner lives on Mars."
        let isDoubtful = number % reviewInterval == 0
        var request: JSONObject = [
            "evaluation_id": .string(id(number)), "campaign_id": .string(campaign(number)),
            "node_id": .string("n\(number)"), "input": .string("Tell me about tower \(number)."),
            "actual_output": .string(isDoubtful ? facts + fancies : facts), "retrieval_context": [.string(facts)],
            "metrics": ["faithfulness"],
        ]
        if padding > 0 {
            request["metadata"] = ["padding": .string(String(repeating: "x", count: padding))]
        }
        return JSONWriter.bytes(of: .object(request))
    }

    /// Bytes that are no request, in turn of several sorts, each different from the others.
    static func poison(_ number: Int) -> [UInt8] {
        let text = "\(number)"
        return switch number % 5 {
        case 0: Array(#"{"campaign_id": "poison \#(text)""#.utf8)
        case 1: Array("[1,2,\(text)]".utf8)
        case 2: Array(#"{"campaign_id":"\#(text)"#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        case 3: Array("\"\(text)\"".utf8)
        default: [0x00, 0xFF, 0xFE] + Array(text.utf8)
        }
    }
}
