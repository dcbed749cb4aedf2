/// Two answers to be compared in both orders: which questions that takes, and what the answers come to.
struct Pairing {
    let battle: Battle
    let yardstick: BattleTask.Yardstick

    init(_ battle: Battle, by yardstick: BattleTask.Yardstick = BattleTask.Yardstick()) {
        self.battle = battle
        self.yardstick = yardstick
    }

    /// Both orders; none when rules decide.
    var tasks: [JudgeTask] {
        if BattleComparison.withoutJudge(battle) != nil || isEmpty { return [] }
        let a = Self.shown(battle.responseA)
        let b = Self.shown(battle.responseB)
        return [
            .battle(BattleTask(input: battle.input, first: a, second: b, yardstick: yardstick)),
            .battle(BattleTask(input: battle.input, first: b, second: a, yardstick: yardstick)),
        ]
    }

    /// Scalars of A over scalars of B.
    var lengthRatio: Double {
        Double(battle.responseA.unicodeScalars.count) / Double(max(1, battle.responseB.unicodeScalars.count))
    }

    /// The judge is shown only the beginning of one of them.
    var isTruncated: Bool {
        [battle.responseA, battle.responseB].contains { $0.unicodeScalars.count > CriteriaParts.maximumLength }
    }

    /// Neither holds a word.
    var isEmpty: Bool {
        NormalizedText(battle.responseA).scalars.isEmpty && NormalizedText(battle.responseB).scalars.isEmpty
    }

    /// - Parameter findings: of both orders, as `tasks` asks them.
    /// - Returns: nil when there is nothing to compare or the findings are not of both orders.
    func comparison(_ findings: [BattleFindings]) -> BattleComparison? {
        if let decided = BattleComparison.withoutJudge(battle) { return decided }
        guard findings.count == 2 else { return nil }
        return BattleComparison(first: findings[0], second: findings[1], lengthRatio: lengthRatio)
    }

    private static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > CriteriaParts.maximumLength else { return UnaddressedText.of(text) }
        return UnaddressedText.of(String(String.UnicodeScalarView(scalars.prefix(CriteriaParts.maximumLength))))
    }
}
