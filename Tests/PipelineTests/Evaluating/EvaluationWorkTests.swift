import Evaluation
import Pipeline
import Testing

@Suite struct EvaluationWorkTests {
    private func work(_ payload: String, offset: Int64 = 5, timestamp: Int64? = 1000) throws -> EvaluationWork {
        try EvaluationWork(
            Message(
                payload: Array(payload.utf8), timestamp: timestamp,
                origin: MessageOrigin(queue: "evaluation.requests", partition: 2, offset: offset), onAcknowledge: {}),
            decoder: RequestDecoder())
    }

    @Test("a given id names the request within its campaign, whatever else the record says")
    func givenID() throws {
        let first = try work(#"{"evaluation_id":"e1","campaign_id":"c1","actual_output":"a"}"#)
        let second = try work(#"{"evaluation_id":"e1","campaign_id":"c1","actual_output":"b"}"#, offset: 9)
        #expect(first.key == ResultKey(campaignID: "c1", id: "e1"))
        #expect(first.key == second.key)
        #expect(first.fingerprint != second.fingerprint)
        #expect(try work(#"{"request_id":"r1","actual_output":"a"}"#).key == ResultKey(campaignID: "unknown", id: "r1"))
        #expect(try work(#"{"evaluation_id":"e1","campaign_id":"c2","actual_output":"a"}"#).key != first.key)
    }

    @Test("without an id the record's place names it, with its time and content in the key")
    func derivedID() throws {
        let first = try work(#"{"actual_output":"a"}"#)
        #expect(first.request.id == "evaluation.requests-2-5")
        #expect(first.key.id == "evaluation.requests-2-5@1000-\(first.fingerprint)")
        #expect(try work(#"{"actual_output":"a"}"#).key == first.key)
        #expect(try work(#"{"actual_output":"b"}"#).key != first.key)
        #expect(try work(#"{"actual_output":"a"}"#, timestamp: 2000).key != first.key)
        #expect(try work(#"{"actual_output":"a"}"#, timestamp: nil).key.id.contains("@0-"))
    }

    @Test("a client that names another record's place does not meet that record's result")
    func borrowedID() throws {
        let derived = try work(#"{"actual_output":"a"}"#)
        let borrowed = try work(#"{"evaluation_id":"evaluation.requests-2-5","actual_output":"a"}"#, offset: 6)
        #expect(derived.key != borrowed.key)
    }

    @Test("fingerprints tell records apart by every byte")
    func fingerprints() throws {
        let base = Array(#"{"actual_output":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}"#.utf8)
        var seen: Set<String> = [try work(base.text).fingerprint]
        for place in 18..<(base.count - 2) {
            var changed = base
            changed[place] = UInt8(ascii: "b")
            seen.insert(try work(changed.text).fingerprint)
        }
        #expect(seen.count == 1 + base.count - 20)
        #expect(seen.allSatisfy { $0.utf8.count == 32 })
    }

    @Test("a record that is no request is none")
    func malformed() {
        #expect(throws: RequestError.self) { try work("[]") }
    }
}
