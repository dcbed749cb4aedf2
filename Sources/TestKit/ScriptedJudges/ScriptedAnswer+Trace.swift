import Evaluation
import JSON

extension ScriptedAnswer {
    /// Calls everything an agent did good, and names its last step for it.
    mutating func approveRun(_ task: TraceTask) {
        let last: JSONValue = task.steps.last.map { .string($0.id) } ?? .null
        let praise: [(list: String, members: JSONObject)] = [
            ("goals", ["met": "full", "step": last, "quote": .null]), ("steps", ["role": "needed"]),
            ("calls", ["choice": "right", "arguments": "right"]),
            ("plan", ["value": "sound", "done": "yes", "step": last, "proof": .null]),
        ]
        for (list, members) in praise {
            mapItems(list) { item in
                var item = item
                for member in members.members { item[member.key] = member.value }
                item["p"] = 1
                return item
            }
        }
        for list in ["unused", "gaps"] { mapItems(list) { _ in nil } }
    }

    /// Leaves out what an agent did not achieve, did wrong or did in vain.
    mutating func dropUnfavourableSteps() {
        mapItems("goals") { $0["met"] == "full" ? $0 : nil }
        mapItems("steps") { $0["role"] == nil || $0["role"] == "needed" ? $0 : nil }
        mapItems("calls") { $0["choice"] == "right" && $0["arguments"] == "right" ? $0 : nil }
        mapItems("plan") { $0["done"] == "yes" ? $0 : nil }
        for list in ["unused", "gaps"] { mapItems(list) { _ in nil } }
    }

    /// Calls everything an agent did good and makes up the quotes.
    mutating func forgeRunQuotes(_ quote: String) {
        let forged: JSONObject = [
            "met": "full", "role": "needed", "choice": "right", "arguments": "right", "done": "yes",
            "quote": .string(quote), "proof": .string(quote), "p": 1,
        ]
        for list in ["goals", "steps", "calls", "plan"] {
            mapItems(list) { item in
                // Steps of a criterion are no steps of an agent.
                guard item["rating"] == nil else { return item }
                var item = item
                for member in forged.members where item[member.key] != nil { item[member.key] = member.value }
                return item
            }
        }
    }
}
