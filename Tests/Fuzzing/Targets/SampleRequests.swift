/// Requests that make a judge be asked every kind of question.
enum SampleRequests {
    /// No text of a request has more Unicode scalars than this.
    static let longest = 400

    private static let answer = #"""
        "input":"Tell me about the tower, its ticket and its lamp.",
        "actual_output":"The tower was built in 1912. It stands ninety metres tall. Napoleon slept there twice. Only an idiot asks that. Jane Miller lives upstairs.",
        "expected_output":"The tower was built in 1912. A ticket costs eight euros.",
        "context":["The tower was built in 1912.","A ticket costs eight euros."],
        "retrieval_context":["It stands ninety metres tall.","The lamp became automatic in 1974.","Bảo tàng mở cửa lúc chín giờ."]
        """#
    private static let conversation = #"""
        "history":[{"role":"user","content":"My dog is named Rex. May the dog climb the tower?"},
        {"role":"assistant","content":"The dog may climb the tower."},{"role":"user","content":"What does a ticket cost?"},
        {"role":"assistant","content":"A ticket costs eight euros.","tools_called":[{"name":"prices","args":{"of":"ticket"}}]}],
        "scenario":"A visitor asks about a tower.","expected_outcome":"A ticket costs eight euros.","chatbot_role":"A guide."
        """#

    static let all = [
        "{\(answer),\"metrics\":[\"faithfulness\",\"answer_relevancy\",\"hallucination\"]}",
        "{\(answer),\"metrics\":[\"toxicity\",\"bias\",\"pii_leakage\"]}",
        "{\(answer),\"metrics\":[\"contextual_precision\",\"contextual_recall\",\"contextual_relevancy\"]}",
        "{\(answer),\"metrics\":[\"summarization\"]}",
        "{\(conversation),\"metrics\":[\"knowledge_retention\",\"conversation_completeness\",\"turn_relevancy\"]}",
        "{\(conversation),\"metrics\":[\"task_completion\",\"tool_correctness\"]}",
        #"{\#(answer),"metrics_config":[{"id":"g_eval","name":"Tone","criteria":"The answer names the tower politely."}]}"#,
        #"{\#(answer),"metrics_config":[{"id":"g_eval","criteria":"polite","evaluation_steps":["Is it polite?","Is it brief?"]}]}"#,
        #"""
        {\#(answer),"metrics_config":[{"id":"dag","dag":{"question":"Is the tower named?",
        "branches":{"no":0,"yes":{"criteria":"The ticket is named."}}}},{"id":"prompt_alignment","prompt_instructions":["Name the tower."]}]}
        """#,
        #"{"campaign_id":"c","user_input":"Explain the tower","response_a":"It is tall.","response_b":"It was built in 1912."}"#,
        #"{\#(answer),"metrics":["faithfulness"],"judging":{"strict":true}}"#,
    ]
}
