extension RetrievalTask {
    /// The tasks about one subject: usually one. Every sentence of the expected output is asked about with every part of
    /// the chunks; the chunks themselves are asked about once.
    static func parts(_ aspects: Aspects, of subject: EvaluationCase, policy: EvaluationPolicy) -> TaskParts {
        let chunks = RetrievedChunks(subject.retrieved ?? [], policy: policy)
        let readsExpected = !aspects.isDisjoint(with: [.usefulness, .attribution])
        var (groups, coverage) = readsExpected ? sentences(of: subject, policy: policy) : ([[]], 1)
        let room = max(1, policy.partsPerAnswer / max(1, chunks.parts.count))
        if groups.count > room {
            coverage *= Double(room) / Double(groups.count)
            groups.removeLast(groups.count - room)
        }
        var tasks: [BoundTask] = []
        for chunks in chunks.parts {
            for (place, sentences) in groups.enumerated() {
                let asked = place == 0 ? aspects : aspects.intersection(.attribution)
                guard !asked.isEmpty else { continue }
                tasks.append(
                    BoundTask(
                        .retrieval(
                            RetrievalTask(
                                aspects: asked, input: subject.testCase.input, chunks: chunks, expected: sentences))))
            }
        }
        return TaskParts(tasks: tasks, coverage: coverage * chunks.coverage)
    }

    /// The sentences of the expected output that hold words, in groups that one task can ask about each.
    private static func sentences(
        of subject: EvaluationCase, policy: EvaluationPolicy
    ) -> (groups: [[Sentence]], coverage: Double) {
        let all = subject.expectedSentences
        let parts = SentenceParts(all, policy: policy)
        var left = all[...]
        let groups = parts.parts.map { part in
            let group = left.prefix(part.count)
            left = left.dropFirst(part.count)
            return group.map { Sentence(id: "x\($0.number)", text: $0.text, range: $0.range.scalars) }
        }
        return (groups.isEmpty ? [[]] : groups, parts.coverage)
    }
}
