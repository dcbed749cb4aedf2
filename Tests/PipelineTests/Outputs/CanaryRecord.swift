import JSON

/// Random records with a key in them, as clients get them wrong.
enum CanaryRecord {
    /// A record that holds `canary` as the value of a key's name and nowhere else.
    static func make(using random: inout some RandomNumberGenerator) -> String {
        let names = ["api_key", "apiKey", "api-key", "API_KEY", "openai_api_key", "apikey", "x-api-key"]
        var name = names.randomElement(using: &random) ?? "api_key"
        if name == "api_key", Bool.random(using: &random) { name = #"api\u005fkey"# }
        let value = value(using: &random)
        let quote = Bool.random(using: &random) ? "\"" : "'"
        let blank = ["", " ", "\n", "\t "].randomElement(using: &random) ?? ""
        var text = "\(quote)\(name)\(quote)\(blank):\(blank)"
        text += quote == "'" ? python(value) : JSONWriter.text(of: value)
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            text = surrounded("{\(member(quote, &random))\(text)\(last(quote, &random))}", quote, &random)
        }
        if !text.hasPrefix("{") { text = "{\(text)}" }
        for _ in 0..<Int.random(in: 0...3, using: &random) { text = wrapped(text, using: &random) }
        return text
    }

    private static func value(using random: inout some RandomNumberGenerator) -> JSONValue {
        let parts = ["", "sk-", "\"", "it's ", "\\", "] ", "} ", "é", "\n", ":", ", ", "\\\"", "\\u0022"]
        let before = parts.randomElement(using: &random) ?? "", after = parts.randomElement(using: &random) ?? ""
        var value = JSONValue.string("\(before)canary\(after)canary")
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: value = .array([value])
            case 1: value = .array(["x", value, .null, ["]"]])
            case 2: value = ["value": value]
            default: break
            }
        }
        return value
    }

    private static func member(_ quote: String, _ random: inout some RandomNumberGenerator) -> String {
        let texts = ["", "input", "it", "Where is the api key?", "}{", "]"]
        guard let text = texts.randomElement(using: &random), !text.isEmpty else { return "" }
        return "\(quote)input\(quote):\(quote)\(text)\(quote),"
    }

    private static func last(_ quote: String, _ random: inout some RandomNumberGenerator) -> String {
        [",\(quote)x\(quote):1", ",", "", ",\(quote)y\(quote):[\(quote)z\(quote)]"].randomElement(using: &random) ?? ""
    }

    private static func surrounded(
        _ text: String, _ quote: String, _ random: inout some RandomNumberGenerator
    ) -> String {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: "[\(text)]"
        case 1: "\(quote)model_config\(quote): \(text)"
        default: text
        }
    }

    /// The text as a string of JSON or of Python, with one of the ways to write what must be escaped.
    private static func wrapped(_ text: String, using random: inout some RandomNumberGenerator) -> String {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return python(.string(text))
        case 1:
            let written = JSONWriter.text(of: .string(text)).dropFirst().dropLast()
            return "\"" + coded(String(written)) + "\""
        case 2: return "{\"data\":\(JSONWriter.text(of: .string(text))),\"z\":2}"
        case 3: return "{'data': \(python(.string(text))), 'z': 2}"
        default: return JSONWriter.text(of: .string(text))
        }
    }

    /// `\"` as `\u0022`.
    private static func coded(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text.unicodeScalars {
            if isEscaped, character == "\"" {
                result += "u0022"
            } else {
                result.unicodeScalars.append(character)
            }
            isEscaped = !isEscaped && character == "\\"
        }
        return result
    }

    /// The value as Python's `str` writes it.
    private static func python(_ value: JSONValue) -> String {
        switch value {
        case .null: return "None"
        case .array(let values): return "[" + values.map(python).joined(separator: ", ") + "]"
        case .object(let object):
            return "{"
                + object.members.map { "\(python(.string($0.key))): \(python($0.value))" }.joined(separator: ", ") + "}"
        case .string(let text):
            let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
            var result = String(quote)
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\n": result += "\\n"
                case "\t": result += "\\t"
                case "\\", quote: result += "\\" + String(scalar)
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result + String(quote)
        default: return JSONWriter.text(of: value)
        }
    }
}
