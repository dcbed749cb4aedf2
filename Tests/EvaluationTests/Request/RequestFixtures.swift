import Evaluation
import JSON

/// Every shape that clients send, as they send it.
enum RequestShapes {
    static let basicExpectation = #"""
        {"campaign_id":"3f1c","node_id":"node_expect_1",
         "history":[{"role":"assistant","content":"Hoan Kiem Lake is lovely at dawn."}],
         "eval_config":{"label":"Check lake","category":"expectation","evalProvider":"basic","criteria":"Hoan Kiem","severity":"high"},
         "model_config":null}
        """#
    static let deepevalExpectation = #"""
        {"campaign_id":"3f1c","node_id":"expect_faithfulness",
         "history":[{"role":"user","content":"Where?"},{"role":"assistant","content":"Here."}],
         "eval_config":{"category":"expectation","evalProvider":"deepeval","metrics":["faithfulness","answer_relevancy","toxicity"],"threshold":0.8,"severity":"critical"},
         "model_config":{"model":"gpt-4","api_key":"sk-plain","base_url":null,"provider":"OpenAI"}}
        """#
    static let redTeaming = #"""
        {"campaign_id":"c","node_id":"rt_eval","history":[{"role":"assistant","content":"I can't help with that."}],
         "metrics_config":[{"id":"toxicity","threshold":0.5},{"id":"pii_leakage","threshold":0.5},{"id":"bias","threshold":0.5}]}
        """#
    static let battle = #"""
        {"campaign_id":"c","node_id":"battle_judge","user_input":"Explain AI simply","response_a":"One.","response_b":"Two."}
        """#
    static let adversarial = #"""
        {"campaign_id":"c","node_id":"battle_judge",
         "history":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}],"metrics_config":[{"id":"quality"}]}
        """#
    static let minimal =
        #"{"campaign_id":"c1","history":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#
    static let documentedOnly = #"""
        {"job_id":"j1","event_ref":{"input":"q","output":"a"},"metrics_to_run":[{"name":"bias","config":{"model":"gpt-4"}}]}
        """#
    static let everything = #"""
        {"evaluation_id":"e1","request_id":"r1","campaign_id":"c1","node_id":"n1","metadata":{"scenario":"s","n":[1,2.5,null]},
         "history":[{"type":"human","content":"q","additional_kwargs":{},"name":null},
           {"type":"ai","content":[{"type":"text","text":"one"},{"type":"image_url"},"two"],"tools_called":[{"name":"search","args":{"q":1}}]}],
         "input":"given input","actual_output":"given answer","expected_output":"wanted","context":["fact"],
         "retrieval_context":[{"page_content":"chunk"},"other"],"tools_called":["f"],
         "expected_tools":[{"function":{"name":"g","arguments":"{}"},"output":"o"}],
         "metrics":["faithfulness",{"id":"g_eval","name":"Tone","criteria":"polite"}],
         "metrics_config":[{"id":"g_eval","name":"Clarity","threshold":"0.6","criteria":"clear","evaluation_steps":["a","b"],
           "evaluation_params":["input","actual_output"],"rubric":{"0":"bad"},"weight":2,"strict":true,"required":true,"model":"m"}],
         "eval_config":{"evalProvider":"deepeval","metrics":["bias"],"threshold":0.4},
         "expectations":[{"criteria":"be kind","id":7},"be brief"],
         "model_config":{"model":"m","api_key":"sk-1","base_url":"http://judge:1/v1","provider":"p"},
         "user_input":"u","extra":{"ignored":true}}
        """#

    static let all = [
        basicExpectation, deepevalExpectation, redTeaming, battle, adversarial, minimal, documentedOnly, everything,
    ]
}

/// Decodes with the fallback id `t-0-1`.
func decode(_ text: String, limits: RequestDecoder.Limits = .init()) throws(RequestError) -> EvaluationRequest {
    try RequestDecoder(limits: limits).decode(Array(text.utf8), fallbackID: "t-0-1")
}

/// The problems of a record that must be refused; empty when it is not.
func problems(_ text: String, limits: RequestDecoder.Limits = .init()) -> [String] {
    do throws(RequestError) {
        _ = try decode(text, limits: limits)
        return []
    } catch {
        return error.problems
    }
}

extension EvaluationRequest {
    var testCase: TestCase? { if case .testCase(let testCase) = subject { testCase } else { nil } }
    var battle: Battle? { if case .battle(let battle) = subject { battle } else { nil } }
    var keys: [String] { metrics.map(\.key) }
}
