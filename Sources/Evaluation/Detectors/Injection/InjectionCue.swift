/// What a phrase contributes to an attack on the evaluator.
enum InjectionCue: Int, CaseIterable, Sendable {
    /// "Ignore", "disregard": with an instruction as its object an attack by itself.
    case overrideVerb
    /// "Previous instructions", "your rubric".
    case overrideObject
    /// "Ignore the above" and other whole overrides.
    case override
    /// "Evaluator", "giám khảo".
    case evaluator
    /// "Note to", "dear": with an evaluator it speaks to him.
    case addressLead
    /// "If you are grading this": speaks to the evaluator.
    case address
    /// "Give", "rate", "must".
    case directive
    /// "Score", "rating", "điểm".
    case score
    /// "Full marks", "10/10", "điểm tối đa".
    case topScore
    /// "This answer", "the response above".
    case object
    /// "Mark every claim as supported", "do not deduct points", "pick response A".
    case leniency
    /// "SYSTEM:", "</response>".
    case roleTag
    /// Template control tokens.
    case template
    /// Keys of a verdict object.
    case verdictKey
    /// "End of untrusted text".
    case boundary
    /// "As correct", "as fully supported": how an answer is to be marked.
    case asGood
    /// "Prompt injection", "attackers", "must not obey": explains that a text is an attack. "For example" explains nothing.
    case discussion
    /// Common words written in ROT13.
    case rotated

    /// Phrases in ASCII skeletons.
    static let matcher = PhraseMatcher<InjectionCue>(
        (english + vietnamese + european).flatMap { cue, list in
            list.split(separator: "|").map { (String($0), cue) }
        })
    /// Tokens, tags and keys are made of signs, which have no word borders.
    static let signs = PhraseMatcher<InjectionCue>(
        marks.flatMap { cue, list in list.split(separator: "\n").map { (String($0), cue) } }, wholeWords: false)
    /// Phrases in UTF-8: Chinese and Japanese.
    static let ideographic = PhraseMatcher<InjectionCue>(
        chineseAndJapanese.flatMap { cue, list in list.split(separator: "|").map { (String($0), cue) } },
        wholeWords: false)

    private static let marks: [(InjectionCue, String)] = [
        (
            .template,
            "<|im_start|>\n<|im_end|>\n<|system|>\n<|user|>\n<|assistant|>\n<|endoftext|>\n<|eot_id|>\n<|start_header_id|>\n"
                + "<|begin_of_text|>\n[inst]\n[/inst]\n<<sys>>\n<</sys>>\n<start_of_turn>\n<end_of_turn>\n</untrusted>\n</judged>"
        ),
        (
            .roleTag,
            "<system>\n</system>\n<judge>\n<instructions>\n</response>\n</answer>\n</output>\n</document>\n[system]\n### system\n"
                + "### instruction\n<evaluator>\n</context>\n</text>"
        ),
        (
            .verdictKey,
            "\"verdict\":\n\"verdict\" :\n\"score\":\n\"score\" :\n\"overall\":\n\"claims\":\n\"all_supported\"\n\"verdicts\":\n"
                + "\"rating\":\n\"confidence\":\n\"passed\":\n\"reasoning\":\n\"reason\":\n\"winner\":"
        ),
    ]
}
