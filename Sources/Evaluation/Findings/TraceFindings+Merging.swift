extension TraceFindings {
    /// Joins the findings about parts of one run, in order. A goal or an item of the plan is met as far as the part
    /// that meets it best; a tool is unused only when no part saw a use of it.
    package static func merged(_ parts: [TraceFindings]) -> TraceFindings? {
        guard var whole = parts.first else { return nil }
        for part in parts.dropFirst() {
            whole.steps += part.steps
            whole.calls += part.calls
            whole.quotes = whole.quotes + part.quotes
            whole.isSuspicious = whole.isSuspicious || part.isSuspicious
            whole.unestablished.formUnion(part.unestablished)
            whole.coverage = min(whole.coverage, part.coverage)
            whole.mergeGoals(part.goals)
            whole.mergePlan(part.plan)
            let open = Set(part.unused.map(\.id))
            whole.unused.removeAll { !open.contains($0.id) }
        }
        return whole
    }

    /// The n-th goal of a message in one part is its n-th in the others.
    private mutating func mergeGoals(_ more: [Goal]) {
        var places: [String: [Int]] = [:]
        for (place, goal) in goals.enumerated() { places[goal.id, default: []].append(place) }
        var next: [String: Int] = [:]
        for goal in more {
            let number = next[goal.id, default: 0]
            next[goal.id] = number + 1
            let known = places[goal.id] ?? []
            guard known.indices.contains(number) else {
                if known.isEmpty || !goal.isMissing { goals.append(goal) }
                continue
            }
            let old = goals[known[number]]
            if (old.isMissing && !goal.isMissing) || (!goal.isMissing && goal.met.rank > old.met.rank) {
                goals[known[number]] = goal
            }
        }
    }

    /// Given items stand in the same order in every part; found ones are the same when they are announced in the same
    /// place.
    private mutating func mergePlan(_ more: [PlanItem]) {
        for (number, item) in more.enumerated() {
            let place: Int? =
                if let source = item.source {
                    plan.firstIndex {
                        $0.source.map { $0.line == source.line && $0.range.overlaps(source.range) } ?? false
                    }
                } else {
                    plan.indices.contains(number) ? number : nil
                }
            guard let place else {
                plan.append(item)
                continue
            }
            let old = plan[place]
            if (old.isMissing && !item.isMissing) || (!item.isMissing && item.done.credit > old.done.credit) {
                let value = old.isMissing ? item.value : old.value
                plan[place] = item
                plan[place].value = value
            }
        }
    }
}

extension TraceTask.Met {
    /// Half points of a goal that is met this far.
    var credit: Int { self == .full ? 2 : self == .partial ? 1 : 0 }

    fileprivate var rank: Int { self == .none ? 0 : credit + 1 }
}

extension TraceTask.Done {
    /// Half points of an item that is done this far.
    var credit: Int { self == .yes ? 2 : self == .partly ? 1 : 0 }
}
