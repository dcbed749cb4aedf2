/// Puts plain questions to a judge, side by side within bounds.
struct PlainQuestions {
    /// What came of the questions.
    struct Asked {
        /// In the order of the questions; empty when one of them failed.
        var answers: [TokenAnswer] = []
        /// The first failure in the order of the questions.
        var error: JudgeError?
        /// Failures included.
        var usage = JudgeUsage()
        /// Of all answers there were.
        var receipts: [AnswerReceipt] = []
    }

    let judge: any Judge

    /// Questions of one task in flight at once.
    private static let concurrency = 4

    /// The first question goes ahead of the others: what they share is in the provider's cache then. A failure ends the
    /// asking.
    func ask(_ questions: [TokenQuestion]) async -> Asked {
        guard let first = questions.first else { return Asked() }
        var results: [Result<TokenAnswer, JudgeError>?] = Array(repeating: nil, count: questions.count)
        results[0] = await answer(first)
        if case .success? = results[0], questions.count > 1 {
            await withTaskGroup(of: (Int, Result<TokenAnswer, JudgeError>).self) { group in
                var next = 1
                while next < min(questions.count, 1 + Self.concurrency) {
                    let place = next
                    group.addTask { (place, await answer(questions[place])) }
                    next += 1
                }
                var hasFailed = false
                while let (done, result) = await group.next() {
                    results[done] = result
                    if case .failure = result { hasFailed = true }
                    guard !hasFailed, next < questions.count else { continue }
                    let place = next
                    group.addTask { (place, await answer(questions[place])) }
                    next += 1
                }
            }
        }
        return Self.joined(results)
    }

    private func answer(_ question: TokenQuestion) async -> Result<TokenAnswer, JudgeError> {
        do throws(JudgeError) {
            let answer = try await judge.probabilities(question)
            guard answer.probabilities.count == question.words.count,
                answer.probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }), answer.mass >= 0, answer.mass <= 1
            else {
                answer.receipt?.settle(isAccepted: false)
                return .failure(JudgeError(.malformed, "the probabilities are none", usage: answer.usage))
            }
            return .success(answer)
        } catch {
            return .failure(error)
        }
    }

    private static func joined(_ results: [Result<TokenAnswer, JudgeError>?]) -> Asked {
        var asked = Asked()
        for case let result? in results {
            switch result {
            case .success(let answer):
                asked.usage = asked.usage + answer.usage
                if let receipt = answer.receipt { asked.receipts.append(receipt) }
                asked.answers.append(answer)
            case .failure(let error):
                asked.usage = asked.usage + error.usage
                // A question that was cancelled because of another says nothing.
                if asked.error == nil || error.code == .cancelled { asked.error = error }
            }
        }
        if asked.error != nil { asked.answers = [] }
        return asked
    }
}
