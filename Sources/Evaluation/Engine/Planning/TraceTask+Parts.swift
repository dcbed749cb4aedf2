extension TraceTask {
    /// Scalars of a run that are shown before its longest texts are cut.
    private static let budget = 48_000
    /// Scalars to which the texts of a run are cut in the middle, the longest first.
    private static let limits = [16_000, 8_000, 4_000, 2_000, 1_000]
    /// What remains of the coverage when a run was too long to be read in.
    private static let unreadRun = 0.8

    /// The tasks about one subject: all of the run, in as few parts as hold it. Of a run that is too long its beginning
    /// and its end are shown.
    static func parts(_ needs: FactNeeds, of subject: EvaluationCase, policy: EvaluationPolicy) -> TaskParts {
        let run = subject.run
        let limit = limits.first { length(of: run, limit: $0) <= budget } ?? limits[limits.count - 1]
        var isSuspicious = false
        var shares: [String: Double] = [:]
        let lines = run.entries.map { entry in
            let shown = TraceText(entry, limit: limit)
            // What users say counts only where some of it is not shown.
            if entry.kind != .user || shown.coverage < 1 { shares[entry.id] = shown.coverage }
            return line(entry, shown, &isSuspicious)
        }
        var parts = cut(lines, policy: policy)
        if parts.count > policy.partsPerAnswer {
            let tail = policy.partsPerAnswer / 2
            parts = Array(parts.prefix(policy.partsPerAnswer - tail)) + Array(parts.suffix(tail))
        }
        let shown = parts.joined().reduce(0.0) { $0 + (shares[$1.id] ?? 0) }
        let coverage = shares.isEmpty ? 1 : shown / Double(shares.count) * (run.isTruncated ? unreadRun : 1)
        let goals = NumberedText.numbered(needs.goals, prefix: "g")
        let plan = NumberedText.numbered(needs.plan, prefix: "p")
        let tools = needs.trace.contains(.calls) ? ToolList(subject.testCase).shown : []
        return TaskParts(
            tasks: parts.enumerated().map { place, part in
                BoundTask(
                    .trace(
                        TraceTask(
                            aspects: needs.trace, lines: place == 0 ? part : context(of: part, in: lines) + part,
                            goals: goals, tools: tools, plan: plan, isSuspicious: isSuspicious)))
            }, coverage: coverage)
    }

    /// Passages that speak to the evaluator are not shown where the agent or its tools say them: a naive judge might
    /// obey.
    private static func line(_ entry: AgentRun.Entry, _ shown: TraceText, _ isSuspicious: inout Bool) -> Line {
        let cleared = EvaluationCase.cleared(shown.text)
        if cleared != nil { isSuspicious = true }
        return Line(
            id: entry.id, kind: entry.kind, text: entry.kind == .user ? shown.text : cleared ?? shown.text,
            values: shown.values)
    }

    private static func length(of run: AgentRun, limit: Int) -> Int {
        run.entries.reduce(0) { $0 + TraceText.length(of: $1, limit: limit) }
    }

    private static func cut(_ lines: [Line], policy: EvaluationPolicy) -> [[Line]] {
        var parts: [[Line]] = []
        var length = 0
        for line in lines {
            let size = line.text.unicodeScalars.count
            let isFull = parts.last.map { $0.count >= policy.sentencesPerTask || length + size > SentenceParts.length }
            if isFull ?? true {
                parts.append([])
                length = 0
            }
            parts[parts.count - 1].append(line)
            length += size
        }
        return parts
    }

    /// What a later part cannot be understood without: what the user wants, and how the agent began.
    private static func context(of part: [Line], in lines: [Line]) -> [Line] {
        guard let first = part.first, let start = lines.firstIndex(where: { $0.id == first.id }) else { return [] }
        let before = lines[..<start]
        let wanted = [
            before.firstIndex { $0.kind == .user }, before.firstIndex { $0.kind == .message },
            before.lastIndex { $0.kind == .user },
        ].compactMap(\.self)
        return Set(wanted).sorted().map { place in
            var line = lines[place]
            line.isContext = true
            return line
        }
    }
}
