import Evaluation
import JSON
import Testing

@Suite struct MetricSelectionTests {
    @Test(
        "metrics come from every place where clients name them, in order",
        arguments: [
            (#"{"metrics":["a","b"]}"#, ["a", "b"]),
            (#"{"metrics":["a"],"metrics_config":[{"id":"b"}]}"#, ["a", "b"]),
            (#"{"metrics":["a"],"eval_config":{"evalProvider":"deepeval","metrics":["b"]}}"#, ["a", "b"]),
            (#"{"eval_config":{"metrics":["b"]}}"#, ["b"]),
            (
                #"{"eval_config":{"evalProvider":"DeepEval","metrics":[]}}"#,
                ["answer_relevancy", "faithfulness", "toxicity"]
            ),
            (#"{"eval_config":{}}"#, ["answer_relevancy", "faithfulness", "toxicity"]),
            (#"{"metrics":[],"metrics_config":[]}"#, ["answer_relevancy", "faithfulness", "toxicity"]),
            (#"{"expectations":[{"criteria":"x"}]}"#, ["answer_relevancy", "faithfulness", "toxicity", "g_eval"]),
            (#"{"metrics":["a"],"expectations":["x","y"]}"#, ["a", "g_eval", "g_eval_2"]),
            (#"{"eval_config":{"evalProvider":"custom","criteria":"be polite"}}"#, ["g_eval"]),
            (#"{"eval_config":{"evalProvider":"custom"},"metrics":["a"]}"#, ["a"]),
            (#"{"metrics":["a"],"eval_config":{"criteria":"noise of an editor"}}"#, ["a"]),
        ])
    func places(text: String, keys: [String]) throws {
        #expect(try decode(text).keys == keys)
    }

    @Test("an entry of very many members is read in linear time, every one of them an option")
    func manyOptions() throws {
        let members = (0..<80_000).map { "\"m\($0)\":1" }.joined(separator: ",")
        let metrics = try decode(#"{"metrics_config":[{"id":"bias",\#(members)}]}"#).metrics
        #expect(metrics.first?.options.count == 80_000)
    }

    @Test(
        "the basic provider means the keyword check, also when only a criterion is given",
        arguments: [
            (#"{"evalProvider":"basic","criteria":"Pho"}"#, "Pho"), (#"{"criteria":"Pho"}"#, "Pho"),
            (#"{"evalProvider":"basic"}"#, ""), (#"{"evalProvider":"Basic","metrics":["bias"],"criteria":7}"#, "7"),
        ])
    func basic(text: String, criteria: String) throws {
        #expect(
            try decode(#"{"eval_config":\#(text)}"#).metrics
                == [MetricRequest(key: "basic_match", id: "basic_match", criteria: criteria)])
    }

    @Test(
        "an id that is used twice gets its name or a number; the first keeps the id",
        arguments: [
            (#"["a","a","a"]"#, ["a", "a_2", "a_3"]),
            (#"[{"id":"a","name":"X"},{"id":"a","name":"Y"}]"#, ["a", "Y"]),
            (#"[{"id":"a"},{"id":"a","name":"X"},{"id":"a","name":"X"}]"#, ["a", "X", "a_2"]),
            (#"["b","a",{"id":"a","name":"b"}]"#, ["b", "a", "a_2"]),
            (#"["a","a_2","a"]"#, ["a", "a_2", "a_3"]),
            (#"["a",{"id":"a","name":"x_reason"}]"#, ["a", "a_2"]),
            (#"["a","a_reason"]"#, ["a", "a_reason_2"]),
            (#"["error","reason"]"#, ["error_2", "reason_2"]),
        ])
    func duplicates(metrics: String, keys: [String]) throws {
        let request = try decode(#"{"metrics_config":\#(metrics)}"#)
        #expect(request.keys == keys)
        #expect(Set(request.keys).count == request.keys.count)
    }

    @Test(
        "thresholds are numbers from 0 to 1, also as text",
        arguments: [
            ("0", 0), ("1", 1), ("0.85", 0.85), (#""0.85""#, 0.85), ("null", nil), ("1e-3", 0.001),
        ] as [(String, Double?)])
    func thresholds(json: String, threshold: Double?) throws {
        #expect(
            try decode(#"{"metrics_config":[{"id":"a","threshold":\#(json)}]}"#).metrics.first?.threshold == threshold)
    }

    @Test(
        "a number that cannot be meant is refused",
        arguments: [
            #""threshold":1.01"#, #""threshold":-0.1"#, #""threshold":"high""#, #""threshold":"nan""#,
            #""threshold":[]"#,
            #""threshold":true"#, #""weight":0"#, #""weight":-1"#, #""weight":"heavy""#, #""weight":1e9"#,
            #""weight":{}"#,
            #""strict":"yes""#, #""evaluation_steps":7"#, #""criteria":{}"#, #""name":["x"]"#,
            #""evaluation_params":[[]]"#,
        ])
    func mistakes(member: String) {
        let found = problems(#"{"metrics_config":[{"id":"ok"},{"id":"a",\#(member)}]}"#)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("metrics_config[1].") == true)
    }

    @Test("weights count as text too, and are 1 when not given")
    func weights() throws {
        let request = try decode(
            #"{"metrics_config":[{"id":"a","weight":"2.5"},{"id":"b","weight":null},{"id":"c","weight":3}]}"#)
        #expect(request.metrics.map(\.weight) == [2.5, nil, 3])
    }
}
