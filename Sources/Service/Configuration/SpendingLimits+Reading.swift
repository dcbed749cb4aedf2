import Evaluation
import Judges
import Pipeline

extension SpendingLimits {
    /// Reports budgets that could not be kept: a price that is not known, a cheaper way that does not exist.
    init(reading reader: inout SettingReader, judge: JudgeSettings, judging: JudgingOptions) {
        let budgets = ["BUDGET_USD_PER_DAY", "BUDGET_USD_PER_CAMPAIGN"]
        let limits = budgets.map { name in Double(reader.text(name)).flatMap { JudgeCost(dollars: $0) } }
        let degrades = reader.text("BUDGET_ACTION").lowercased() == "degrade"
        self.init(perDay: limits[0], perCampaign: limits[1], action: degrades ? .degraded : .stopped)
        guard let set = zip(budgets, limits).first(where: { $0.1 != nil })?.0 else { return }
        for model in judge.unpricedModels {
            reader.report(set, "cannot be kept: the price of \(model) is not known; add it to MODELS_FILE")
        }
        if degrades, judging.samples == 1, judging.panel.isEmpty, judging.cascade.isEmpty, judge.models.isEmpty {
            reader.report(
                "BUDGET_ACTION",
                "degrade changes nothing without JUDGE_CASCADE, JUDGE_PANEL, JUDGE_SAMPLES or JUDGE_MODELS")
        }
    }
}

extension SamplePolicy {
    /// Reports entries that are no campaign with a share.
    init(reading reader: inout SettingReader) {
        let name = "SAMPLE_RATE_BY_CAMPAIGN"
        var rates: [String: Double] = [:]
        for text in reader.list(name) {
            guard let sign = text.lastIndex(of: "="), let rate = Double(text[text.index(after: sign)...].trimmed),
                (0...1).contains(rate), !text[..<sign].trimmed.isEmpty
            else {
                reader.report(name, "each entry must be written campaign=share, with a share from 0 to 1")
                continue
            }
            if rates.updateValue(rate, forKey: text[..<sign].trimmed) != nil {
                reader.report(name, "names a campaign twice")
            }
        }
        self.init(rate: reader.number("SAMPLE_RATE"), rates: rates)
    }
}
