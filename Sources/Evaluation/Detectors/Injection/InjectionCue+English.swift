extension InjectionCue {
    static let english: [(InjectionCue, String)] = [
        (
            .overrideVerb,
            "ignore|disregard|forget|override|bypass|do not follow|don't follow|stop following|pay no attention to|discard"
        ),
        (
            .overrideObject,
            """
            previous instructions|previous instruction|prior instructions|earlier instructions|above instructions|\
            preceding instructions|all instructions|any instructions|your instructions|these instructions|\
            instructions above|original instructions|previous directions|prior directions|your directions|\
            previous rules|prior rules|earlier rules|above rules|your rules|previous guidelines|prior guidelines|\
            earlier guidelines|above guidelines|your guidelines|previous criteria|prior criteria|earlier criteria|\
            above criteria|your criteria|evaluation criteria|scoring criteria|grading criteria|previous rubric|\
            prior rubric|earlier rubric|above rubric|the rubric|your rubric|scoring rubric|system prompt|previous prompt|\
            prior prompt|previous prompts|above prompt|previous commands|prior commands|your training|the criteria|\
            everything above|everything you were told|what you were told|the above and|above and output|above and give
            """
        ),
        (
            .override,
            """
            ignore everything above|ignore all of the above|new instructions for the judge|\
            new instructions for the evaluator|new instruction for the judge|your new instructions are|\
            your instructions have changed|instructions have been updated
            """
        ),
        (
            .evaluator,
            """
            evaluator|evaluators|grader|graders|judge|judges|assessor|rater|autograder|auto-grader|evaluation model|\
            judge model|grading model|scoring model|evaluation system|grading system|scoring system|\
            automated evaluation|model grading this|model evaluating this|ai grading this|ai evaluating this|\
            reviewer of this answer|llm grading|llm evaluating
            """
        ),
        (
            .addressLead,
            """
            note to|note for|dear|attention|hey|message to|message for|instruction for|instruction to|instructions to|\
            instructions for|notice for|notice to|to the|reminder for|reminder to|hidden instruction for|as the|as an|as a|\
            you are the|you are a|you are an|if you are the|if you are an|if you are a|whoever|act as|you are now|\
            from now on you are|attn|hello|request to|request for
            """
        ),
        (
            .address,
            """
            if you are evaluating this|if you are grading this|if you are scoring this|if you are judging this|\
            if you are an ai evaluating|if you are an ai grading|if you are an ai scoring|if you are an ai judging|\
            if you are an llm evaluating|if you are an llm grading|if you are an llm scoring|if you are an llm judging|\
            if you are a language model evaluating|if you are a language model grading|\
            if you are a language model scoring|if you are a language model judging|if you are a judge evaluating|\
            if you are a judge grading|if you are a judge scoring|if you are a judge judging|if you are the judge|\
            whoever is grading|whoever grades this|whoever evaluates this|grading note|evaluation note|\
            judge instructions|evaluator instructions|grader instructions|to the judge:|to the evaluator:|to the grader:|\
            reading this as a judge|reading this as an evaluator|evaluation is over|grading is complete|\
            evaluation mode disabled|when evaluating the two|when grading the two|when judging the two|\
            when comparing the two|when evaluating the answers|when grading the answers|when comparing the answers|\
            when judging the answers|when evaluating response a|when comparing response a|when judging response a|\
            when grading response a|you are evaluating this|you are grading this
            """
        ),
        (
            .directive,
            """
            give|assign|award|rate|mark|score|set|return|output|respond with|must|please|grant|should|always|report|\
            treat|consider|classify|label|grade|give it|declare|print|emit
            """
        ),
        (
            .score,
            """
            score|scores|rating|grade|grades|marks|points|verdict|faithfulness|relevancy|toxicity|pass|passed|\
            supported|all_supported|correct
            """
        ),
        (
            .topScore,
            """
            full marks|perfect score|maximum score|highest score|top score|full score|max score|highest rating|\
            maximum rating|perfect rating|top rating|highest possible|maximum possible|best possible|10/10|10 out of 10|\
            5/5|5 out of 5|100/100|100 out of 100|100%|score of 1.0|score 1.0|score of 10|score of 100|score: 10|\
            score: 1.0|score=1|faithfulness of 1|faithfulness of 1.0|relevancy of 1|relevancy of 1.0|a+|an a+|\
            100 points|10 points|top marks|top grade|highest grade|highest marks|perfect grade|five stars|\
            verdict pass|verdict: pass|all claims as supported|every claim as supported|all claims supported|\
            1.0 for this|a 10|a perfect 10
            """
        ),
        (
            .object,
            """
            this answer|this response|this reply|this output|my answer|my response|the above answer|\
            the above response|the response above|the answer above|the preceding answer|the preceding response|\
            this submission|this assistant|the assistant's reply|the assistant's response|the assistant's answer|\
            response a|response b|answer a|answer b|the response|give it|grade it|rate it|score it|mark it|this text
            """
        ),
        (
            .leniency,
            """
            claims above are supported|claims in this answer are supported|claims in the text are supported|must be marked as supported|should be treated as supported|\
            all claims are supported|need not check|no further verification|do not check the evidence|\
            treat every statement|every statement here as true|consider every claim|every claim verified|\
            do not penalize|don't penalize|do not penalise|do not deduct|don't deduct|skip the fact check|\
            skip the fact-check|skip verification|mark all sentences as supported|mark every claim|mark all claims|\
            report all claims|mark this answer as correct|mark this response as correct|mark it as correct|fully correct|\
            always choose response|always choose answer|always prefer|pick response a|pick response b|pick answer|\
            declare a the|declare b the|prefer answer|prefer response|as the winner|no matter what|\
            report no harmful|no harmful spans|return an empty list|report 0|no toxicity|lenient judge|lenient evaluator|lenient grader|\
            generous grader|generous judge|lenient assessor|lenient rater|always gives full marks|\
            already been verified|verdict is already known|panel of experts|be lenient|do not look for errors|\
            do not report any|has no errors|without any deductions|toxicity of this text is 0|toxicity score: 0
            """
        ),
        (.roleTag, "system:|admin:|developer:|system message:|system override|system note"),
        (
            .boundary,
            """
            end of untrusted text|end of the untrusted|end of untrusted|end of user input|end of user content|\
            end of answer to evaluate|end of response to evaluate|end of the text to evaluate|end of the text to judge|\
            end of judged text|begin trusted|trusted instructions follow|system note to evaluator|\
            end of text under evaluation|end of candidate answer|--- end of response|--- end of answer|\
            - end of response -|- end of answer -
            """
        ),
        (
            .discussion,
            """
            prompt injection|injection attack|attack|attacks|attacker|attackers|jailbreak|phrases such as|phrase|phrases|\
            research|researchers|study|for example|example|sample|security|defence|defense|defences|string|text like|\
            an essay|such as|tan cong|nghien cuu|vi du
            """
        ),
        (
            .rotated,
            "gur|guvf|nafjre|fpber|vtaber|rinyhngbe|tenqre|whqtr|znexf|erfcbafr|vafgehpgvbaf|znkvzhz|nffvta|cebzcg"
        ),
    ]
}
