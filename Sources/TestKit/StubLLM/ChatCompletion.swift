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
    package static func body(
        content: String, promptTokens: Int = 100, completionTokens: Int = 20, model: String = "stub",
        finishReason: String = "stop"
    ) -> [UInt8] {
        let message = #"{"role":"assistant","content":\#(quoted(content))}"#
        let choice = #"{"index":0,"message":\#(message),"finish_reason":\#(quoted(finishReason))}"#
        let tokens = #""prompt_tokens":\#(promptTokens),"completion_tokens":\#(completionTokens)"#
        let usage = #"{\#(tokens),"total_tokens":\#(promptTokens + completionTokens)}"#
        let head = #""id":"chatcmpl-stub","object":"chat.completion","created":1700000000"#
        return Array(#"{\#(head),"model":\#(quoted(model)),"choices":[\#(choice)],"usage":\#(usage)}"#.utf8)
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
