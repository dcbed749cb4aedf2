/// Bodies as an OpenAI-compatible server sends them.
package enum ChatCompletion {
    /// A complete `chat.completion` object with one choice.
    ///
    /// - Parameters:
    ///   - content: the assistant's text, taken as it is; JSON in it is escaped.
    ///   - promptTokens: reported under `usage`.
    ///   - completionTokens: reported under `usage`.
    ///   - model: the model that claims to have answered.
    ///   - finishReason: `stop`, `length`, `content_filter` and so on.
    ///   - logprobs: the JSON of that member; nil leaves it out.
    package static func body(
        content: String, promptTokens: Int = 100, completionTokens: Int = 20, model: String = "stub",
        finishReason: String = "stop", logprobs: String? = nil
    ) -> [UInt8] {
        let message = #"{"role":"assistant","content":\#(quoted(content))}"#
        let probabilities = logprobs.map { #","logprobs":\#($0)"# } ?? ""
        let choice = #"{"index":0,"message":\#(message),"finish_reason":\#(quoted(finishReason))\#(probabilities)}"#
        let tokens = #""prompt_tokens":\#(promptTokens),"completion_tokens":\#(completionTokens)"#
        let usage = #"{\#(tokens),"total_tokens":\#(promptTokens + completionTokens)}"#
        let head = #""id":"chatcmpl-stub","object":"chat.completion","created":1700000000"#
        return Array(#"{\#(head),"model":\#(quoted(model)),"choices":[\#(choice)],"usage":\#(usage)}"#.utf8)
    }

    /// An answer of one token with what else it might have been.
    ///
    /// - Parameter alternatives: tokens with their logarithms, the chosen one first.
    package static func token(_ alternatives: [(token: String, logprob: Double)]) -> [UInt8] {
        let items = alternatives.map { #"{"token":\#(quoted($0.token)),"logprob":\#($0.logprob),"bytes":null}"# }
        let chosen = alternatives.first?.token ?? ""
        let content =
            #"{"token":\#(quoted(chosen)),"logprob":\#(alternatives.first?.logprob ?? 0),"#
            + #""bytes":null,"top_logprobs":[\#(items.joined(separator: ","))]}"#
        return body(
            content: chosen, completionTokens: 1, finishReason: "length", logprobs: #"{"content":[\#(content)]}"#)
    }

    /// An error object with OpenAI's four members.
    package static func error(_ message: String, type: String, code: String? = nil) -> [UInt8] {
        let code = code.map(quoted) ?? "null"
        return Array(
            #"{"error":{"message":\#(quoted(message)),"type":\#(quoted(type)),"param":null,"code":\#(code)}}"#.utf8)
    }

    private static func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
