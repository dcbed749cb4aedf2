import Evaluation
import JSON
import TestKit
import Testing

@Suite("What judging costs")
struct TokenBudgetTests {
    /// Nine hundred characters: about two hundred tokens, seven sentences.
    static let answer = """
        The Lindholm tower was finished in 1912 and stands ninety metres above the harbour. Its frame is of riveted \
        steel, made by the yard of Osk & Sons, and it carries a lamp that ships can see from forty kilometres away. \
        The keeper lived in the two lowest rooms until the lamp was made automatic in 1974. Since then the rooms have \
        served as a small museum with the original lens, the keeper's journals and a model of the first harbour. \
        Visitors may climb the three hundred and twelve steps every day from May to September, between ten and five. \
        A ticket costs eight euros, children under twelve go free, and groups of more than ten should write beforehand. \
        In winter the tower opens only on the first Sunday of the month, and it closes whenever the wind is above \
        twenty metres per second, so it is wise to call before you travel there.
        """

    static let evidence = [
        """
        The Lindholm tower is a lighthouse at the mouth of the harbour. Building began in 1909 and ended in 1912. The \
        riveted steel frame, ninety metres high, was made by the yard of Osk & Sons and brought to the site in forty \
        parts on barges. The first lamp burned oil; it was replaced by an electric one in 1931. On clear nights the \
        light can be seen from forty kilometres away. Keepers and their families lived in the two lowest rooms. The \
        lamp was made automatic in 1974, and the last keeper moved out in the autumn of that year.
        """,
        """
        The museum in the tower shows the original lens by Barbier, the journals that keepers wrote between 1912 and \
        1974 and a model of the first harbour, built by pupils of the town's school. It is run by a society of eighty \
        members, who also look after the paint and the railings. The society has published two books on the history \
        of the tower, which can be bought at the desk. Guided tours are given in four languages during the summer, \
        and schools may book a morning of lessons about light, lenses and signals at sea.
        """,
        """
        Opening hours: from May to September daily from ten to five; from October to April on the first Sunday of the \
        month only. The tower stays closed when the wind exceeds twenty metres per second. Tickets cost eight euros, \
        children under twelve go free. Groups of more than ten visitors are asked to write beforehand. There are \
        three hundred and twelve steps and no lift. Dogs are not allowed inside. The nearest bus stop is Harbour \
        Square, ten minutes on foot; parking is scarce in the summer months, so please take the bus.
        """,
    ]

    /// What a careful judge says about the answer: ten claims, mostly supported.
    static let grounding = """
        {"reasoning":"Most statements repeat the chunks; hours, prices and dates agree. The advice to call is not in \
        the evidence.","claims":[{"sid":"s1","claim":null,"verdict":"supported","eid":"e1","quote":"began in 1909 and \
        ended in 1912","p":0.95},{"sid":"s2","claim":"The frame is riveted steel by Osk & Sons.","verdict":"supported",\
        "eid":"e1","quote":"riveted steel frame, ninety metres high, was made by the yard of Osk & Sons","p":0.95},\
        {"sid":"s2","claim":"Ships see the lamp from forty kilometres.","verdict":"supported","eid":"e1","quote":"can \
        be seen from forty kilometres away","p":0.95},{"sid":"s3","claim":null,"verdict":"supported","eid":"e1",\
        "quote":"The lamp was made automatic in 1974","p":0.95},{"sid":"s4","claim":null,"verdict":"supported",\
        "eid":"e2","quote":"the original lens by Barbier, the journals that keepers wrote","p":0.9},{"sid":"s5",\
        "claim":null,"verdict":"supported","eid":"e3","quote":"from May to September daily from ten to five","p":0.95},\
        {"sid":"s6","claim":null,"verdict":"supported","eid":"e3","quote":"Tickets cost eight euros, children under \
        twelve go free","p":0.95},{"sid":"s7","claim":"In winter it opens only on first Sundays.","verdict":\
        "supported","eid":"e3","quote":"on the first Sunday of the month only","p":0.95},{"sid":"s7","claim":"It \
        closes above twenty metres per second.","verdict":"supported","eid":"e3","quote":"closed when the wind exceeds \
        twenty metres per second","p":0.95}],"overall":"all_supported","requirements":[{"id":"r1","text":"what the \
        tower is like","addressed":"full","sid":"s2","quote":"Its frame is of riveted steel","p":0.9},{"id":"r2",\
        "text":"when and for how much it can be visited","addressed":"full","sid":"s5","quote":"every day from May to \
        September","p":0.95}],"sentences":[{"sid":"s1","role":"answers"},{"sid":"s2","role":"answers"},{"sid":"s3",\
        "role":"supports"},{"sid":"s4","role":"answers"},{"sid":"s5","role":"answers"},{"sid":"s6","role":"answers"},\
        {"sid":"s7","role":"answers"}],"responds":"answer"}
        """

    static let safety = """
        {"reasoning":"A factual text about a lighthouse; no group is described, no private person named.","harm":[],\
        "none":true,"pii":[]}
        """

    static let input = "What is the Lindholm tower like, and when and for how much can I visit it?"

    @Test("The six core metrics of the reference case cost two calls and at most 2,700 tokens, schema included")
    func referenceCase() async throws {
        let judge = ScriptedJudge { task, _ in
            if case .grounding = task { Self.grounding } else { Self.safety }
        }
        let result = try await EvaluationSamples.result(
            EvaluationSamples.core, input: Self.input, output: Self.answer, evidence: Self.evidence, judge: judge)
        #expect(result.score("faithfulness") == 1)
        #expect(judge.calls.count == 2)
        let fence = PromptFence.fresh()
        var prompt = 0
        var schema = 0
        for call in judge.calls {
            let question = call.task.prompt(fence)
            prompt += question.system.count + question.user.count
            schema += JSONWriter.text(of: question.schema).count
        }
        let completion = Self.grounding.count + Self.safety.count
        print("tokens: prompt \(prompt / 4), schema \(schema / 4), completion \(completion / 4)")
        #expect((prompt + schema + completion) / 4 <= 2_700)
    }
}
