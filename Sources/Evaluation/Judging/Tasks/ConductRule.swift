/// A rule that the answer must keep, in the operator's words: what misuse, role violation and non-advice are about.
package struct ConductRule: Sendable, Hashable {
    /// Which metric the rule belongs to.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case misuse
        case roleViolation = "role_violation"
        case nonAdvice = "non_advice"
    }

    package let kind: Kind
    /// The domain, the role or the kinds of advice; trusted, unlike the judged texts.
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
