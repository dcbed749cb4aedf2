extension TraceFindings {
    /// Items of the operator's plan are answered for one by one. Items found in the run must be announced there, in
    /// words that exist, before they are done.
    mutating func readPlan(
        _ reader: AnswerReader, _ task: TraceTask, _ quotes: inout TraceQuotes
    ) throws(AnswerError) {
        var given: [String: PlanItem] = [:]
        let members = ["id", "text", "source", "quote", "value", "done", "step", "proof", "p"]
        for item in try reader.items("plan", members: members) {
            let id = try item.string("id")
            guard given[id] == nil else { throw AnswerError("\(id) is answered twice") }
            var found = PlanItem(
                text: try item.string("text"), value: try item.word("value"), done: try item.word("done"),
                stated: try item.probability("p"), quote: .none)
            let source = try Self.step("source", of: item, quotes)
            let step = try Self.step("step", of: item, quotes)
            let quote = try item.optionalString("quote")
            let proof = try item.optionalString("proof")
            var announced = -1
            if task.plan.isEmpty {
                guard let quote else { throw AnswerError("plan: an item needs the words that announce it") }
                found.source = quotes.find(quote, named: source) { _, line in line.kind != .user }.passage
                given[id] = found
                guard let passage = found.source, let place = quotes.place(of: passage.line) else { continue }
                announced = place
            } else {
                guard let shown = task.plan.first(where: { $0.id == id }) else { throw item.unknown("id") }
                found.text = shown.text
            }
            Self.check(&found, step: step, proof: proof, after: announced, &quotes)
            given[id] = found
            if task.plan.isEmpty { plan.append(found) }
        }
        if task.plan.isEmpty {
            plan += missingRows(quotes)
        } else {
            plan = task.plan.map { item in
                given[item.id]
                    ?? PlanItem(
                        text: item.text, value: .unneeded, done: .no, stated: Self.missingProbability, quote: .none,
                        isMissing: true)
            }
        }
    }

    mutating func readGaps(_ reader: AnswerReader) throws(AnswerError) {
        for item in try reader.items("gaps", members: ["need", "p"]) {
            gaps.append(Gap(need: try item.string("need"), stated: try item.probability("p")))
        }
    }

    /// Rows of the lists that hold announced items and that no item answers for: leaving out what was not done must not
    /// gain anything.
    private func missingRows(_ quotes: TraceQuotes) -> [PlanItem] {
        var sources: [String: [Range<Int>]] = [:]
        for source in plan.compactMap(\.source) { sources[source.line, default: []].append(source.range) }
        var missing: [PlanItem] = []
        for (line, ranges) in sources.sorted(by: { $0.key < $1.key }) {
            guard let text = quotes.text(of: line) else { continue }
            for list in ListRows(text).lists where list.contains(where: { row in ranges.contains { $0.overlaps(row) } })
            {
                for row in list where !ranges.contains(where: { $0.overlaps(row) }) {
                    let words = text.text(row)
                    missing.append(
                        PlanItem(
                            text: words, value: .unneeded, done: .no, stated: Self.missingProbability, quote: .none,
                            source: Passage(line: line, text: words, range: row), isMissing: true))
                }
            }
        }
        return missing
    }

    /// What counts as done needs a later step of the agent that bears it out.
    private static func check(
        _ item: inout PlanItem, step: String?, proof: String?, after announced: Int, _ quotes: inout TraceQuotes
    ) {
        guard item.done != .no else { return }
        if let proof {
            (item.quote, item.proof) = quotes.find(proof, named: step) { place, line in
                line.kind != .user && place > announced
            }
        }
        let isLater = step.flatMap { quotes.place(of: $0) }.map { $0 > announced } ?? false
        let isBorneOut = proof == nil && isLater && step.map { quotes.bears($0, out: item.text) } ?? false
        if item.proof == nil, !isBorneOut {
            item.done = .no
            item.stated = min(item.stated, Certainty.unquoted)
        }
    }
}
