/// Which calls of a run repeat an earlier one: the same tool with the same arguments.
struct CallRepetition {
    /// One call that was made before.
    struct Repeat: Equatable {
        /// The step that made it first.
        let first: String
        /// The same output came of it, or neither has one: it brought nothing.
        let isIdle: Bool
    }

    /// By step.
    let repeats: [String: Repeat]
    /// How often the call that was made most often was made; 0 without calls.
    let most: Int
    /// The step that first made it.
    let mostRepeated: String?

    init(_ calls: [AgentRun.Entry]) {
        var first: [String: (id: String, outputs: Set<String>, idle: Int, count: Int)] = [:]
        var repeats: [String: Repeat] = [:]
        for entry in calls {
            guard let call = entry.call else { continue }
            let key = Self.key(call)
            let output = call.output.map { CanonicalJSON.text(of: $0) } ?? ""
            guard var known = first[key] else {
                first[key] = (entry.id, [output], 1, 1)
                continue
            }
            let isIdle = !known.outputs.insert(output).inserted
            repeats[entry.id] = Repeat(first: known.id, isIdle: isIdle)
            known.count += 1
            if isIdle { known.idle += 1 }
            first[key] = known
        }
        self.repeats = repeats
        // Asking again while the output changes is waiting for something; it counts half.
        let weights = first.values.map { known in (weight: max(known.idle, (known.count + 1) / 2), id: known.id) }
        let worst = weights.max { left, right in
            (left.weight, right.id.count, right.id) < (right.weight, left.id.count, left.id)
        }
        most = worst?.weight ?? 0
        mostRepeated = worst?.id
    }

    /// Equal for calls of the same tool with the same arguments.
    static func key(_ call: ToolCall) -> String {
        call.name + "\u{0}" + (call.arguments.map { CanonicalJSON.text(of: $0) } ?? "{}")
    }
}
