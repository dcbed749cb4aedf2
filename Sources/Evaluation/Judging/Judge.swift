/// Answers structured questions about a text. It never returns a score: it returns the facts that scores are made of.
///
/// Implementations: an LLM behind HTTP (renders the task's prompt), the offline judge (reads the task's parts and
/// answers lexically), scripted judges in tests. The answer has the JSON shape of the task's schema and is not trusted:
/// the task parses and verifies it.
package protocol Judge: Sendable {
    /// Who answers, as the result names it.
    var identity: JudgeIdentity { get }

    /// One question, one answer; retries of transient failures have happened inside.
    ///
    /// - Parameters:
    ///   - task: the question with its parts.
    ///   - repair: what was wrong with the previous answer to the same task, to be told to the judge; nil at first.
    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer

    /// The same judge asked differently; a judge without models and samples stays what it is. Default: itself.
    ///
    /// A model that may not be used gives a judge that only throws `JUDGE_OVERRIDE_REFUSED`.
    func variant(_ variant: JudgeVariant) -> any Judge

    /// What its model can do. Default: structured answers, no token probabilities.
    var capability: JudgeCapability { get }

    /// The probabilities of a plain question's words; retries of transient failures have happened inside.
    ///
    /// Default: throws `JUDGE_REQUEST_REJECTED`; asked only where `capability.hasTokenProbabilities`.
    func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer

    /// The same judge, never answering from memory. Default: itself.
    var withoutMemory: any Judge { get }
}

extension Judge {
    package func variant(_ variant: JudgeVariant) -> any Judge { self }

    package var capability: JudgeCapability { JudgeCapability() }

    package var withoutMemory: any Judge { self }

    package func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer {
        throw JudgeError(.rejected, "the judge gives no token probabilities")
    }
}

/// Who judged.
package struct JudgeIdentity: Sendable, Hashable {
    /// `openai` for any OpenAI-compatible endpoint, `anthropic`, `google`, `offline`, …
    package var provider: String
    package var model: String
    /// How it was asked.
    package var form: JudgeCapability.Form

    /// - Parameter form: Default: structured answers.
    package init(provider: String, model: String, form: JudgeCapability.Form = .structured) {
        self.provider = provider
        self.model = model
        self.form = form
    }
}

/// What a judge said to one task.
package struct JudgeAnswer: Sendable, Hashable {
    /// The answer's JSON as text, not yet checked.
    package var text: String
    /// The model that answered, as the provider names it.
    package var model: String
    package var usage: JudgeUsage
    /// Of a judge that remembers; whoever reads the answer settles it. Default: nil.
    package var receipt: AnswerReceipt?

    package init(text: String, model: String, usage: JudgeUsage, receipt: AnswerReceipt? = nil) {
        self.text = text
        self.model = model
        self.usage = usage
        self.receipt = receipt
    }
}
