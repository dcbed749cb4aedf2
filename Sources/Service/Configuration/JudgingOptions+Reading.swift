import Evaluation

extension JudgingOptions {
    /// Reports panel members without an accuracy, and a panel nobody of which would be heard.
    init(reading reader: inout SettingReader) {
        var panel: [Panelist] = []
        for text in reader.list("JUDGE_PANEL") {
            guard let member = Panelist(text) else {
                reader.report(
                    "JUDGE_PANEL", "each member must be written model=accuracy, with an accuracy from 0.5 to 1")
                continue
            }
            panel.append(member)
        }
        if !panel.isEmpty, panel.allSatisfy({ $0.accuracy < Panelist.gate }) {
            reader.report("JUDGE_PANEL", "no member reaches the accuracy of \(Panelist.gate) that it takes to be heard")
        }
        self.init(
            samples: reader.whole("JUDGE_SAMPLES"), panel: panel, cascade: reader.list("JUDGE_CASCADE"),
            escalateBelow: reader.number("JUDGE_ESCALATE_BELOW"), isStrict: reader.flag("JUDGE_STRICT"),
            canaries: Canaries(rawValue: reader.text("JUDGE_CANARIES").lowercased()) ?? .suspected)
    }
}

extension JudgingOptions.Panelist {
    /// `gpt-4.1=0.86`.
    init?(_ text: String) {
        guard let sign = text.lastIndex(of: "="), let accuracy = Double(text[text.index(after: sign)...].trimmed),
            (0.5...1).contains(accuracy)
        else { return nil }
        let model = text[..<sign].trimmed
        guard !model.isEmpty else { return nil }
        self.init(model: model, accuracy: accuracy)
    }
}
