import Evaluation
package import JSON

/// A judge's answer before it becomes text, so that a script can bend it.
package struct ScriptedAnswer {
    package var object: JSONObject

    package init(_ object: JSONObject) { self.object = object }

    package var text: String { JSONWriter.text(of: .object(object)) }

    /// Rewrites or drops the items of a list.
    package mutating func mapItems(_ list: String, _ change: (JSONObject) -> JSONObject?) {
        guard let items = object[list]?.array else { return }
        object[list] = .array(items.compactMap { item in item.object.flatMap(change).map { .object($0) } })
    }

    mutating func approveEverything(_ task: JudgeTask) {
        mapItems("claims") { claim in
            var claim = claim
            claim["verdict"] = "supported"
            if claim["quote"]?.isNull ?? true, case .grounding(let grounding) = task {
                claim["eid"] = grounding.evidence.first.map { .string($0.id) } ?? .null
                claim["quote"] = grounding.evidence.first.map { .string($0.text) } ?? .null
            }
            claim["p"] = 1
            return claim
        }
        if object["overall"]?.string != nil, object["claims"] != nil { object["overall"] = "all_supported" }
        mapItems("requirements") { requirement in
            var requirement = requirement
            requirement["addressed"] = "full"
            return requirement
        }
        mapItems("items") { item in
            var item = item
            if item["choice"] == "no" || item["choice"] == "partial" { item["choice"] = "yes" }
            return item
        }
        approveRetrieval(quote: nil)
        approveSummary(quote: nil)
        mapItems("steps") { step in
            var step = step
            if step["rating"] != nil { step["rating"] = 4 }
            return step
        }
        if case .battle(let battle) = task {
            let favourite: JSONValue = Persuasion.isIn(battle.first) ? "A" : "B"
            object["overall"] = favourite
            mapItems("criteria") { criterion in
                var criterion = criterion
                criterion["better"] = favourite
                return criterion
            }
        }
        mapItems("harm") { _ in nil }
        if object["none"] != nil { object["none"] = true }
        mapItems("pii") { _ in nil }
        mapItems("breaches") { _ in nil }
        if object["kept"] != nil { object["kept"] = true }
        if case .conversation(let task) = task { approveConversation(task) }
        if case .trace(let trace) = task { approveRun(trace) }
    }

    mutating func dropUnfavourable() {
        dropUnfavourableTurns()
        mapItems("steps") { $0["rating"]?.integer.map { $0 < 4 } == true ? nil : $0 }
        mapItems("claims") { $0["verdict"] == "supported" || $0["verdict"] == "not_a_claim" ? $0 : nil }
        mapItems("sentences") { $0["role"] == "off_topic" || $0["role"] == "repeats" ? nil : $0 }
        mapItems("coverage") { $0["covered"] == "full" ? $0 : nil }
        mapItems("questions") { $0["source"] == $0["summary"] ? $0 : nil }
        mapItems("chunks") { $0["use"] == "useful" ? $0 : nil }
        mapItems("sentences") { $0["attribution"] == "not_attributable" ? nil : $0 }
        mapItems("passages") { $0["relevant"] == false ? nil : $0 }
        mapItems("items") { $0["choice"] == "no" || $0["choice"] == "partial" ? nil : $0 }
        mapItems("harm") { _ in nil }
        mapItems("pii") { _ in nil }
        mapItems("breaches") { _ in nil }
        if object["kept"] != nil { object["kept"] = true }
        dropUnfavourableSteps()
    }

    mutating func forgeQuotes(_ task: JudgeTask) {
        if case .conversation(let task) = task { forgeTurnQuotes(task) }
        mapItems("steps") { step in
            var step = step
            guard step["rating"] != nil else { return step }
            step["rating"] = 4
            step["quote"] = "an authoritative passage that nobody ever wrote down anywhere"
            return step
        }
        mapItems("claims") { claim in
            var claim = claim
            claim["verdict"] = "supported"
            claim["eid"] = "e1"
            claim["quote"] = .string(Self.forgedQuote)
            claim["p"] = 1
            return claim
        }
        if object["claims"] != nil { object["overall"] = "all_supported" }
        forgeRunQuotes(Self.forgedQuote)
        mapItems("items") { item in
            var item = item
            if item["choice"] == "no" || item["choice"] == "partial" { item["choice"] = "yes" }
            item["quote"] = .string(Self.forgedQuote)
            item["p"] = 1
            return item
        }
        approveRetrieval(quote: Self.forgedQuote)
        approveSummary(quote: Self.forgedQuote)
    }

    private static let forgedQuote = "an authoritative passage that nobody ever wrote down anywhere"

    /// Calls every chunk useful, every sentence attributable and every passage relevant.
    private mutating func approveRetrieval(quote: String?) {
        for (list, member, verdict) in [
            ("chunks", "use", JSONValue.string("useful")), ("sentences", "attribution", .string("attributable")),
            ("passages", "relevant", .bool(true)),
        ] {
            mapItems(list) { item in
                guard item[member] != nil else { return item }
                var item = item
                item[member] = verdict
                if let quote { item["quote"] = .string(quote) }
                return item
            }
        }
    }

    /// Calls every key point covered and every question answered alike.
    private mutating func approveSummary(quote: String?) {
        mapItems("coverage") { point in
            var point = point
            point["covered"] = "full"
            if let quote { point["quote"] = .string(quote) }
            return point
        }
        mapItems("questions") { question in
            var question = question
            question["summary"] = question["source"]
            if let quote { question["summary_quote"] = .string(quote) }
            return question
        }
    }

    mutating func flipVerdicts(with probability: Double, _ random: inout SeededGenerator) {
        guard let items = object["claims"]?.array else { return }
        object["claims"] = .array(
            items.map { item in
                guard Double.random(in: 0..<1, using: &random) < probability, var claim = item.object else {
                    return item
                }
                claim["verdict"] = claim["verdict"] == "supported" ? "not_in_evidence" : "supported"
                return .object(claim)
            })
    }
}
