import JSON
import Kafka
import TestKit
import Testing

extension EndToEnd {
    @Suite("Poison")
    struct PoisonTests {
        @Test("Records that are no requests end in the dead letters as they came; their neighbours are unharmed")
        func poison() async throws {
            // One partition: every neighbour stands behind or before a bad record.
            try await withStand(partitions: 1) { stand in
                try await stand.startWorker(["KAFKA_CONFIG_MESSAGE_MAX_BYTES": "8000000"])
                let big =
                    Array(#"{"campaign_id":"poison","actual_output":""#.utf8)
                    + [UInt8](repeating: 0x61, count: 2 << 20) + Array(#""}"#.utf8)
                let poison: [(name: String, value: [UInt8], code: String)] = [
                    ("broken", Array(#"{"campaign_id": "poison""#.utf8), "INVALID_JSON"),
                    ("array", Array("[1,2,3]".utf8), "NOT_AN_OBJECT"), ("empty", [], "EMPTY_RECORD"),
                    ("large", big, "RECORD_TOO_LARGE"),
                    ("utf8", Array(#"{"campaign_id":"poi"#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8), "INVALID_JSON"),
                ]
                let load = Load(campaign: "good", count: poison.count + 1)
                let good = load.requests
                for (place, bad) in poison.enumerated() {
                    try await stand.produce(JSONWriter.bytes(of: good[place]))
                    try await stand.produce(
                        bad.value, headers: [KafkaHeader("name", bad.name), KafkaHeader(name: "bare", value: nil)])
                }
                try await stand.produce(JSONWriter.bytes(of: good[poison.count]))
                try await load.awaitAll(stand)
                try await eventually("every bad record is a dead letter") {
                    stand.outputs.records(of: Stand.Topic.deadLetters).count >= poison.count
                }
                try await stand.settle()
                let letters = stand.outputs.records(of: Stand.Topic.deadLetters).dropLast()
                #expect(letters.count == poison.count)
                for (place, bad) in poison.enumerated() {
                    let letter = try #require(letters.first { $0.header("name") == bad.name }, "\(bad.name)")
                    #expect(letter.value == bad.value, "\(bad.name)")
                    #expect(letter.headers.contains(KafkaHeader(name: "bare", value: nil)), "\(bad.name)")
                    #expect(letter.header("error-code") == bad.code, "\(bad.name)")
                    #expect(letter.header("error-message")?.isEmpty == false)
                    #expect(letter.header("original-topic") == Stand.Topic.requests)
                    #expect(letter.header("original-partition") == "0")
                    #expect(letter.header("original-offset") == String(place * 2 + 1), "\(bad.name)")
                    #expect(letter.header("attempts") == "1")
                    #expect(letter.header("time").flatMap { Int64($0) } != nil)
                }
                #expect(stand.results.count == load.count)
                #expect(try await load.answered(stand) == load.count)
            }
        }
    }
}
