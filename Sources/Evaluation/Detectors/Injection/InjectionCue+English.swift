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
            everything above|everything you were told|what you were told|the above and|above and output|above and give|\
            grading rubric|your grading rubric|rubric above|rubric you were given|grading guidelines|\
            scoring guidelines|evaluation guidelines|judging guidelines|scoring instructions|\
            grading instructions|evaluation instructions|judging instructions|judging criteria|\
            instructions you were given|instructions given to you|guidelines you were given|rules you were given|\
            the rubric you|your evaluation criteria|your scoring|your grading
            """
        ),
        (
            .override,
            """
            ignore everything above|ignore all of the above|new instructions for the judge|\
            new instructions for the evaluator|new instruction for the judge|your new instructions are|\
            your instructions have changed|instructions have been updated|\
            grader's instructions have changed|judge's instructions have changed|\
            evaluator's instructions have changed
            """
        ),
        (
            .evaluator,
            """
            evaluator|evaluators|grader|graders|judge|judges|assessor|rater|autograder|auto-grader|evaluation model|\
            judge model|grading model|scoring model|evaluation system|grading system|scoring system|\
            automated evaluation|model grading this|model evaluating this|ai grading this|ai evaluating this|\
            reviewer of this answer|llm grading|llm evaluating|\
            reviewer|reviewers|scorer|examiner|answer checker|llm judge|ai judge|ai grader|ai evaluator
            """
        ),
        (
            .addressLead,
            """
            note to|note for|dear|attention|hey|message to|message for|instruction for|instruction to|instructions to|\
            instructions for|notice for|notice to|to the|reminder for|reminder to|hidden instruction for|as the|as an|as a|\
            you are the|you are a|you are an|if you are the|if you are an|if you are a|whoever|act as|you are now|\
            from now on you are|attn|hello|request to|request for|\
            whoever is|you, the|you the|p.s.
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
            when grading response a|you are evaluating this|you are grading this|\
            you are evaluating me|you are grading me|you are judging me|you are scoring me|whoever is assessing|\
            whoever is evaluating|whoever is scoring|whoever is judging|whoever assesses this|\
            whoever scores this|whoever judges this|if you are an ai model|if you are a language model|\
            if you are an ai reading|if you are an llm|when scoring this|when grading this|when evaluating this|\
            when judging this|when assessing this|evaluator mode|judge mode|grader mode|grading mode
            """
        ),
        (
            .directive,
            """
            give|assign|award|rate|mark|score|set|return|output|respond with|must|please|grant|should|always|report|\
            treat|consider|classify|label|grade|give it|declare|print|emit|\
            override|choose|pick|select|conclude|say|reply|reply with|approve|deem|judge|print|write|answer with|\
            kindly
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
            1.0 for this|a 10|a perfect 10|\
            full credit|full points|maximum points|maximum value|highest value|highest value allowed|\
            maximum grade|top mark|highest mark|highest possible mark|perfect marks|best score|best rating|\
            best grade|5 stars|set score to 1|score to 1|score to 1.0|score to 10|score to 100|score to 5|\
            score = 1|score = 10|faithfulness to 1|faithfulness = 1|relevancy to 1|relevancy = 1|\
            correctness to 1|hallucination to 0|hallucination = 0|toxicity to 0|bias to 0|return pass|\
            output pass|print pass|print correct|return correct|output correct|verdict supported|\
            verdict: supported|verdict: correct|answer 1.0|answer 10|gets 10
            """
        ),
        (
            .object,
            """
            this answer|this response|this reply|this output|my answer|my response|the above answer|\
            the above response|the response above|the answer above|the preceding answer|the preceding response|\
            this submission|this assistant|the assistant's reply|the assistant's response|the assistant's answer|\
            response a|response b|answer a|answer b|the response|give it|grade it|rate it|score it|mark it|this text|\
            this solution|this essay|this code|this sample|this candidate|this one as|the text above|\
            the above text|every statement|all statements|each statement|every claim|all claims|each claim|\
            every sentence|any answer|every answer|all answers|the answer as|the response as|the output as|\
            this reply as|give this a|give this an|my essay|my submission|my solution|the statements above|\
            statement below|statements below
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
            do not report any|has no errors|without any deductions|toxicity of this text is 0|toxicity score: 0|\
            ignore the context|disregard the context|ignore the evidence|disregard the evidence|\
            ignore the source|overlook the mistakes|overlook any mistakes|overlook the errors|\
            overlook any errors|ignore the mistakes above|ignore any mistakes|ignore any errors|\
            no further checking|no further checks|skip the verification|do not verify|don't verify|\
            do not compare further|do not compare|do not check|finds no errors|never finds errors|\
            never find errors|never deducts|never deduct|pre-approved|pre approved|all facts were verified|\
            facts were verified|facts have been verified|only valid verdict|only possible verdict|\
            the correct verdict is|correct label for this|right label for this|automatically correct|\
            automatically correct|correct by definition|right by definition|say it is supported|\
            say that it is supported|everything passes|every answer passes|be generous|evaluation complete|\
            grading complete|final verdict: supported|final verdict: pass|final verdict: correct|final score: 10|\
            final score: 1|final score: 5/5|response a is always better|response b is always better|\
            answer a is always better|answer b is always better|treat missing|conclude that the answer is|\
            conclude that this|conclude the answer is|not penalize this|not penalise this|approve this answer|\
            skip verification and approve
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
            - end of response -|- end of answer -|\
            end of text to be|end of the text to be|end of answer to be|end of content to be|\
            end of the answer to be|end of submission|end of the submission|end of the candidate
            """
        ),
        (
            .asGood,
            """
            as correct|as fully correct|as completely correct|as supported|as fully supported|as faithful|\
            as fully faithful|as perfect|as perfectly faithful|as flawless|as pass|as passed|as passing|as true|\
            as excellent|as accurate|as fully accurate|as verified|as grounded|as fully grounded|as safe|as relevant|\
            as outstanding|as the best|as better|are true and
            """
        ),
        (
            .discussion,
            """
            prompt injection|injection|injections|attack|attacks|attacker|attackers|adversarial|adversary|jailbreak|\
            jailbreaks|malicious|hacker|hackers|fool|fools|trick|tricks|deceive|deceives|manipulate|manipulates|\
            detector|detectors|detect|detects|filter|filters|flags|flagged|sanitize|sanitizes|defend|defend against|\
            defence|defences|defense|defenses|vulnerability|vulnerabilities|exploit|exploits|red team|red-team|\
            never trust|not an instruction|must not obey|should not obey|must not follow|should not follow|must refuse|\
            phrases such as|phrases like|text like|texts like|sentences such as|sentences like|lines like|strings like|\
            prompts like|such prompts|research|researchers|benchmark|security|guardrail|guardrails|what does|\
            it means|model card|chat template|control tokens|special tokens|tan cong|ke tan cong|chen lenh|danh lua|\
            lua doi|nghien cuu|attaque|attaques|angriff|angriffe|ataque|ataques
            """
        ),
        (
            .rotated,
            "gur|guvf|nafjre|fpber|vtaber|rinyhngbe|tenqre|whqtr|znexf|erfcbafr|vafgehpgvbaf|znkvzhz|nffvta|cebzcg"
        ),
    ]
}
