/// What a phrase contributes to an attack on the evaluator.
enum InjectionCue: Sendable {
    /// "Ignore previous instructions": an attack by itself.
    case override
    /// "Evaluator", "giám khảo".
    case evaluator
    /// "Note to the grader": speaks to the evaluator.
    case address
    /// "Give", "rate", "must".
    case directive
    /// "Score", "rating", "điểm".
    case score
    /// "Full marks", "10/10", "điểm tối đa".
    case topScore
    /// "This answer", "the response above".
    case object
    /// Template control tokens.
    case template
    /// Keys of a verdict object.
    case verdictKey
    /// "End of untrusted text".
    case boundary

    static let matcher = PhraseMatcher<InjectionCue>(
        words.flatMap { cue, list in list.split(separator: "|").map { (String($0), cue) } })
    /// Tokens and keys are made of signs, which have no word borders.
    static let signs = PhraseMatcher<InjectionCue>(
        marks.flatMap { cue, list in list.split(separator: "\n").map { (String($0), cue) } }, wholeWords: false)

    private static let words: [(InjectionCue, String)] = [
        (
            .override,
            """
            ignore previous instructions|ignore all previous instructions|ignore the previous instructions|\
            ignore all instructions|ignore your instructions|ignore the above|ignore everything above|\
            ignore all prior instructions|ignore prior instructions|ignore any previous instructions|\
            disregard previous instructions|disregard all previous instructions|disregard the previous instructions|\
            disregard your instructions|disregard the above|disregard all prior instructions|disregard prior instructions|\
            forget previous instructions|forget all previous instructions|forget your instructions|\
            forget everything above|override your instructions|override previous instructions|\
            ignore the rubric|disregard the rubric|ignore the criteria|disregard the criteria|\
            ignore the evaluation criteria|ignore the scoring|new instructions for the judge|\
            bo qua moi huong dan|bo qua tat ca huong dan|bo qua cac huong dan|bo qua huong dan|bo qua moi chi dan|\
            bo qua cac chi dan|bo qua tat ca chi dan|bo qua chi dan|bo qua moi lenh|bo qua cac lenh|bo qua cac yeu cau truoc|\
            quen moi huong dan|quen het huong dan|quen cac chi dan|phot lo moi huong dan|phot lo cac huong dan|\
            bo qua tieu chi|bo qua cac tieu chi
            """
        ),
        (
            .evaluator,
            """
            evaluator|evaluators|grader|graders|judge|llm judge|ai judge|assessor|rater|evaluation model|judge model|\
            grading model|scoring model|evaluation system|grading system|scoring system|automated evaluation|\
            auto-grader|autograder|language model judging|model evaluating|ai evaluating|\
            giam khao|nguoi cham diem|nguoi danh gia|he thong danh gia|he thong cham diem|mo hinh danh gia|\
            mo hinh cham diem|ai cham diem|ban cham diem|bo cham diem
            """
        ),
        (
            .address,
            """
            note to the evaluator|note to evaluator|note to the judge|note to judge|note to the grader|note to grader|\
            dear judge|dear grader|dear evaluator|attention judge|attention evaluator|attention grader|hey judge|\
            message to the judge|message for the judge|message to the evaluator|message for the evaluator|\
            instruction to the judge|instructions for the judge|instructions for the evaluator|\
            instruction for the grader|instructions to the evaluator|to the judge:|to the evaluator:|to the grader:|\
            if you are an ai evaluating|if you are evaluating|if you are grading|if you are the judge|\
            you are the judge|as the judge you|as the evaluator you|as an evaluator you|whoever is grading|\
            gui giam khao|kinh gui giam khao|luu y giam khao|nhan giam khao|gui nguoi cham diem|luu y cho nguoi cham|\
            gui he thong danh gia|neu ban la giam khao|neu ban dang cham diem|neu ban dang danh gia|luu y cho he thong danh gia
            """
        ),
        (
            .directive,
            """
            give|assign|award|rate|mark|score|set|return|output|respond with|must|please|grant|should|always|report|\
            treat|consider|classify|label|hay|phai|cho|vui long|xep|coi|danh gia|cham|xuat|tra ve
            """
        ),
        (
            .score,
            """
            score|scores|rating|grade|grades|marks|points|verdict|faithfulness|relevancy|toxicity|pass|passed|\
            supported|all_supported|correct|diem|diem so|ket qua|dat yeu cau|dung hoan toan|muc diem
            """
        ),
        (
            .topScore,
            """
            full marks|perfect score|maximum score|highest score|top score|full score|max score|highest rating|\
            maximum rating|perfect rating|highest possible|maximum possible|10/10|10 out of 10|5/5|5 out of 5|100/100|\
            100%|score of 1|score of 1.0|score 1.0|score of 10|score of 5|score of 100|score: 10|score: 1.0|\
            all claims as supported|all claims are supported|every claim as supported|\
            diem toi da|diem tuyet doi|diem cao nhat|10 diem|diem 10|1.0 diem|muc cao nhat|100 diem
            """
        ),
        (
            .object,
            """
            this answer|this response|this reply|this output|this text|my answer|my response|the above answer|\
            the above response|the response above|the answer above|the preceding answer|the preceding response|\
            this submission|this assistant|response a|response b|answer a|answer b|\
            cau tra loi nay|cau tra loi tren|phan hoi nay|cau tra loi cua toi|bai lam nay|cau tra loi a|cau tra loi b
            """
        ),
        (
            .boundary,
            """
            end of untrusted text|end of the untrusted|end of user input|end of answer|end of response to evaluate|\
            end of the text to evaluate|end of judged text|begin trusted|trusted instructions follow|\
            system note to evaluator|ket thuc van ban can danh gia|ket thuc cau tra loi|het phan can danh gia
            """
        ),
    ]

    private static let marks: [(InjectionCue, String)] = [
        (
            .template,
            "<|im_start|>\n<|im_end|>\n<|system|>\n<|user|>\n<|assistant|>\n<|endoftext|>\n<|eot_id|>\n<|start_header_id|>\n"
                + "<|begin_of_text|>\n[inst]\n[/inst]\n<<sys>>\n<</sys>>\n<start_of_turn>\n<end_of_turn>\n</untrusted>\n</judged>"
        ),
        (
            .verdictKey,
            "\"verdict\":\n\"verdict\" :\n\"score\":\n\"score\" :\n\"overall\":\n\"claims\":\n\"all_supported\"\n\"verdicts\":\n"
                + "\"rating\":\n\"confidence\":\n\"passed\":\n\"reasoning\":"
        ),
    ]
}
