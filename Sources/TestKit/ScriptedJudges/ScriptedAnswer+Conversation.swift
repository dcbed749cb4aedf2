import Evaluation
import JSON

extension ScriptedAnswer {
    /// Every turn is relevant, remembered and in its role, every intention met, every exchange as it should be.
    mutating func approveConversation(_ task: ConversationTask) {
        let first = task.judged.first
        set("relevance", ["verdict": "relevant"])
        mapItems("intentions") { intention in
            var intention = intention
            intention["met"] = "full"
            if intention["by"]?.isNull ?? true {
                intention["by"] = first.map { .string($0.id) } ?? .null
                intention["answer"] = first.map { .string($0.text) } ?? .null
            }
            return intention
        }
        set("memory", ["verdict": "keeps", "fact": .null, "quote": .null])
        set("conduct", ["verdict": "in", "quote": .null])
        set("units", ["topic": "relevant", "reply": "answered"])
    }

    /// Leaves out what speaks against the assistant.
    mutating func dropUnfavourableTurns() {
        mapItems("relevance") { $0["verdict"] == "relevant" ? $0 : nil }
        mapItems("intentions") { $0["met"] == "full" ? $0 : nil }
        mapItems("memory") { $0["verdict"] == "keeps" ? $0 : nil }
        mapItems("conduct") { $0["verdict"] == "in" ? $0 : nil }
        mapItems("units") { ($0["topic"] == "relevant") == ($0["reply"] == "answered") ? $0 : nil }
    }

    /// Praises every turn and makes up the passages.
    mutating func forgeTurnQuotes(_ task: ConversationTask) {
        let forged: JSONValue = "an authoritative passage that nobody ever wrote down anywhere"
        approveConversation(task)
        for list in ["relevance", "units"] { set(list, ["quote": forged]) }
        set("intentions", ["answer": forged])
    }

    private mutating func set(_ list: String, _ members: [String: JSONValue]) {
        mapItems(list) { item in
            var item = item
            for (key, value) in members { item[key] = value }
            return item
        }
    }
}
