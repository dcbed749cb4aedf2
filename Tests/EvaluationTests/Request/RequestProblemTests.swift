import Evaluation
import JSON
import Testing

@Suite struct RequestProblemTests {
    @Test(
        "a record that is no object says so by its code",
        arguments: [
            ("", "EMPTY_RECORD"), (" ", "INVALID_JSON"), ("{", "INVALID_JSON"), ("{}x", "INVALID_JSON"),

            (#"{"a":NaN}"#, "INVALID_JSON"), (#"{"a":1e999}"#, "INVALID_JSON"),
            ("null", "NOT_AN_OBJECT"), ("[]", "NOT_AN_OBJECT"), ("7", "NOT_AN_OBJECT"), (#""text""#, "NOT_AN_OBJECT"),
            (#"{"history":{}}"#, "INVALID_FIELD"),
        ])
    func codes(text: String, code: String) {
        #expect(throws: RequestError.self) { try decode(text) }
        do throws(RequestError) { _ = try decode(text) } catch {
            #expect(error.code.rawValue == code)
            #expect(!error.problems.isEmpty)
        }
    }

    @Test("these pass: a byte order mark, and of a repeated name the last value")
    func tolerated() throws {
        #expect(try decode("\u{FEFF}{}").id == "t-0-1")
        #expect(try decode(#"{"evaluation_id":"a","evaluation_id":"b"}"#).id == "b")
    }

    @Test("bytes that are not UTF-8 are no JSON")
    func utf8() {
        let bytes = Array(#"{"input":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        do throws(RequestError) {
            _ = try RequestDecoder().decode(bytes, fallbackID: "x")
            Issue.record("was decoded")
        } catch {
            #expect(error.code == .invalidJSON)
        }
    }

    @Test("all problems are listed at once, each with its field")
    func allAtOnce() {
        let found = problems(
            #"""
            {"evaluation_id":{},"campaign_id":[],"node_id":true,"metadata":[],"history":[7,{"role":"alien"},{"content":"x"},{"role":"user","content":{}}],
             "input":{},"context":{},"retrieval_context":[[]],"tools_called":"f","expected_tools":[{}],
             "metrics":"faithfulness","metrics_config":[7,{},{"id":"a","threshold":2}],"expectations":[{}],
             "eval_config":7,"model_config":[]}
            """#)
        let places = [
            "evaluation_id", "campaign_id", "node_id", "metadata", "history[0]", "history[1].role", "history[2].role",
            "history[3].content", "input", "context", "retrieval_context[0]", "tools_called", "expected_tools[0]",
            "metrics", "metrics_config[0]", "metrics_config[1].id", "metrics_config[2].threshold", "expectations[0]",
            "eval_config", "model_config",
        ]
        for place in places { #expect(found.contains { $0.hasPrefix("\(place):") }, "\(place) in \(found)") }
        #expect(found.count == places.count)
    }

    @Test("A list holds ten thousand texts and no more")
    func manyTexts() throws {
        func record(_ count: Int) -> String {
            #"{"retrieval_context":["# + Array(repeating: #""a""#, count: count).joined(separator: ",") + "]}"
        }
        _ = try decode(record(10_000))
        #expect(problems(record(10_001)) == ["retrieval_context: must have at most 10000 elements, has 10001"])
    }

    @Test(
        "fields of a wrong type are named",
        arguments: [
            (#"{"response_a":[],"response_b":"b"}"#, "response_a, response_b"), (#"{"turns":7}"#, "turns"),
            (#"{"model_config":{"api_key":7}}"#, "model_config.api_key"),
            (#"{"model_config":{"base_url":"http://a\u0000b"}}"#, "model_config.base_url"),
            (#"{"eval_config":{"evalProvider":"deepeval","metrics":{}}}"#, "eval_config.metrics"),
            (#"{"eval_config":{"threshold":"many"}}"#, "eval_config.threshold"),
            (#"{"evaluation_id":"a\nb"}"#, "evaluation_id"), (#"{"campaign_id":"a\u0000"}"#, "campaign_id"),
            (#"{"node_id":1.5}"#, "node_id"),
            (#"{"history":[{"role":"user","retrieval_context":7}]}"#, "history[0].retrieval_context"),
            (#"{"history":[{"role":"user","tools_called":[7]}]}"#, "history[0].tools_called[0]"),
        ])
    func wrongTypes(text: String, place: String) {
        #expect(problems(text).map { $0.prefix { $0 != ":" } } == [Substring(place)])
    }

    @Test("no problem repeats what the record holds")
    func noContent() {
        let found = problems(
            #"{"history":[{"role":"LEAK"}],"metrics_config":[{"id":"a","threshold":"LEAK"}],"model_config":{"api_key":["LEAK"]}}"#
        )
        #expect(found.count == 3)
        #expect(!found.joined().contains("LEAK"))
    }

    @Test("the size, depth, id, metric and criteria limits hold, and their last allowed value passes")
    func limits() {
        let limits = RequestDecoder.Limits(recordBytes: 400, idBytes: 8, metrics: 3, criteriaBytes: 10, depth: 5)
        #expect(problems(#"{"evaluation_id":"12345678"}"#, limits: limits).isEmpty)
        #expect(problems(#"{"evaluation_id":"123456789"}"#, limits: limits).count == 1)
        #expect(problems(#"{"metrics":["a","b","c"]}"#, limits: limits).isEmpty)
        #expect(problems(#"{"metrics":["a","b","c","d"]}"#, limits: limits) == ["metrics: more than 3 are asked for"])
        #expect(
            problems(
                #"{"metrics_config":[{"id":"a","criteria":"12345","evaluation_steps":["678","90"]}]}"#, limits: limits
            ).isEmpty)
        #expect(
            problems(
                #"{"metrics_config":[{"id":"a","criteria":"12345","evaluation_steps":["678","901"]}]}"#, limits: limits
            ).count == 1)
        #expect(problems(#"{"metadata":{"a":[[[]]]}}"#, limits: limits).isEmpty)
        #expect(problems(#"{"metadata":{"a":[[[[]]]]}}"#, limits: limits).count == 1)
        let full = #"{"input":"\#(String(repeating: "x", count: 388))"}"#
        #expect(problems(full, limits: limits).isEmpty)
        #expect(problems(full + " ", limits: limits) == ["the record has 401 bytes, more than the limit of 400"])
    }

    @Test(
        "a hostile record of a megabyte is refused with a short list, and soon",
        arguments: [
            ("{\"history\":[", "{}"), ("{\"history\":[", "{\"role\":7}"), ("{\"history\":[", "7"),
            ("{\"metrics\":[", "\"a\""),
            ("{\"metrics_config\":[", "{}"), ("{\"metrics_config\":[", "{\"id\":\"a\"}"),
            ("{\"expectations\":[", "\"e\""),
            ("{\"expectations\":[", "{}"), ("{\"tools_called\":[", "{}"),
        ])
    func hostile(start: String, element: String) {
        let count = 60_000
        let text = start + Array(repeating: element, count: count).joined(separator: ",") + "]}"
        let found = problems(text, limits: .init(recordBytes: 2 << 20))
        #expect(!found.isEmpty)
        #expect(found.count <= 20)
        #expect(found.joined().utf8.count < 4096)
    }

    @Test("a campaign whose results would stand under another campaign's reply key is refused")
    func campaignLikeNodeKey() {
        let error = #expect(throws: RequestError.self) {
            try RequestDecoder().decode(
                Array(#"{"campaign_id":"a:node:b","actual_output":"x"}"#.utf8), fallbackID: "f")
        }
        #expect(error == RequestError(.invalidField, ["campaign_id: must not contain :node:"]))
    }
}
