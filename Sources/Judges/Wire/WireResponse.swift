internal import Glibc
internal import JSON

/// What reading the responses of all providers has in common.
enum WireResponse {
    /// The response's object.
    ///
    /// - Throws: `.notJSON`, `.unexpectedShape`, or `.problem` for an error under a success status.
    static func object(from body: [UInt8]) throws(WireFault) -> JSONObject {
        let root: JSONValue
        do { root = try JSONReader.read(body) } catch { throw .notJSON(error) }
        guard let object = root.object else { throw .unexpectedShape("object at its root") }
        if let error = object["error"], !error.isNull { throw .problem(ProblemReader.problem(in: root)) }
        return object
    }

    /// The outcome of an answer that came to its end.
    static func answer(_ text: String) -> Completion.Outcome {
        text.isEmpty ? .empty : .answer(AnswerText.jsonText(in: text))
    }

    /// Far above any model's context.
    private static let mostTokens = 1_000_000_000

    /// A number of tokens. A provider can claim any number, and sums of such numbers must not end the process.
    static func count(_ value: JSONValue?) -> Int { min(max(0, value?.integer ?? 0), mostTokens) }

    /// Most alternatives that are read; nobody is asked for more than 20.
    private static let mostAlternatives = 100

    /// Alternatives for a token. What is no token with a number is left out: such an endpoint gives no token
    /// probabilities.
    ///
    /// - Parameter logarithm: the name of the member that holds the natural logarithm.
    static func alternatives(_ values: [JSONValue]?, logarithm: String = "logprob") -> [TokenAlternative] {
        (values ?? []).prefix(mostAlternatives).compactMap { item in
            guard let token = item["token"]?.string, let number = item[logarithm]?.number, !number.isNaN else {
                return nil
            }
            return TokenAlternative(token, probability: exp(min(0, number)))
        }
    }
}
