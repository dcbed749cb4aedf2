package import Evaluation
internal import JSON

/// What an answer is found again by: a code of the whole question and of whom it is put to.
///
/// The question counts as the judge reads it, rules and schema and data, without the digits of the fence. So whatever
/// changes the prompt changes the key, and what the judge is not shown (ids, thresholds, weights, the campaign) does not.
package struct VerdictKey: Sendable, Hashable {
    /// Changes with the meaning of what is encoded below or kept under the key: no older answer is found then.
    package static let version = "1"

    /// 64 lower-case hexadecimal digits.
    package let name: String
    /// Makes the code of what is kept under the key.
    private let secret: Secret?

    /// Of a structured question.
    package init(_ task: JudgeTask, scope: VerdictScope, namespace: String) {
        let prompt = task.prompt(nonce: Self.fence)
        self.init(
            "task", [task.name, prompt.schemaName, JSONWriter.text(of: prompt.schema), "\(prompt.maximumTokens)"],
            system: prompt.system, user: Array(prompt.user.utf8), scope: scope, namespace: namespace)
    }

    /// Of a plain question.
    package init(_ question: TokenQuestion, scope: VerdictScope, namespace: String) {
        self.init(
            "words", question.words, system: question.system, user: question.unfencedUser, scope: scope,
            namespace: namespace)
    }

    /// Data that spells it is escaped, so that no text can close its slot here either.
    private static let fence = String(repeating: "0", count: 32)

    private init(
        _ kind: String, _ parts: [String], system: String, user: [UInt8], scope: VerdictScope, namespace: String
    ) {
        var message: [UInt8] = []
        message.reserveCapacity(user.count + system.utf8.count + 4096)
        let head = [
            "evaluation-worker/verdict", Self.version, namespace, scope.provider, scope.endpoint, scope.model,
            scope.form.rawValue, String(scope.temperature.bitPattern, radix: 16), scope.seed.map { "\($0)" } ?? "none",
            "\(scope.sample)",
        ]
        for list in [head, scope.shape, [kind], parts] {
            Self.append(Array("\(list.count)".utf8), to: &message)
            for text in list { Self.append(Array(text.utf8), to: &message) }
        }
        Self.append(Array(system.utf8), to: &message)
        Self.append(user, to: &message)
        secret = scope.key
        name = SHA256.hexadecimal(SHA256.code(of: message, key: Self.codeKey(scope.key, "key")))
    }

    /// The code of a value under this key. Whoever can write to the store and has not the judge's key can neither make up
    /// a value nor move one to another question.
    package func seal(of value: [UInt8]) -> [UInt8] {
        SHA256.code(of: Array(name.utf8) + value, key: Self.codeKey(secret, "seal"))
    }

    /// A key for each use, so that a code of one use says nothing in the other.
    private static func codeKey(_ secret: Secret?, _ use: String) -> [UInt8] {
        SHA256.code(of: Array("evaluation-worker/verdict/\(use)".utf8), key: Array((secret?.value ?? "").utf8))
    }

    /// The length goes first, so that no two lists of texts are written alike.
    private static func append(_ bytes: [UInt8], to message: inout [UInt8]) {
        message += Array("\(bytes.count):".utf8)
        message += bytes
    }

    package static func == (left: VerdictKey, right: VerdictKey) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
