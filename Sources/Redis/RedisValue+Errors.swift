extension RedisValue {
    /// An error reply, split at the first word of what it is about, which is a code when it is in capitals.
    ///
    /// Up to Redis 6.2 what stops a script stands behind the script's name and the places it passed through:
    /// `ERR Error running script (call to f_…): @user_script:1: @user_script: 1: -READONLY You can't write …`. From 7.0 on it
    /// comes first, as outside of scripts.
    static func error(reply: String) -> RedisValue {
        let (code, message) = split(reply[...])
        guard isCode(code) else { return .error(code: "ERR", message: reply) }
        if code == "ERR", let cause = causeInScript(message) {
            let (code, message) = split(cause)
            // Shorter words in capitals are a sentence's.
            if isCode(code), code.utf8.count >= 3, code != "ERR" {
                let end = message.lastIndex { $0 != " " }.map { message.index(after: $0) } ?? message.startIndex
                return .error(code: String(code), message: String(message[..<end]))
            }
        }
        return .error(code: String(code), message: String(message))
    }

    private static func split(_ text: Substring) -> (first: Substring, rest: Substring) {
        guard let space = text.firstIndex(of: " ") else { return (text, "") }
        return (text[..<space], text[text.index(after: space)...])
    }

    private static func isCode(_ word: Substring) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
    }

    /// What stopped a script; nil where the message is of another kind.
    private static func causeInScript(_ message: Substring) -> Substring? {
        guard message.hasPrefix("Error running script (call to "), let name = message.firstIndex(of: ")"),
            message[name...].hasPrefix("): ")
        else { return nil }
        var cause = message[name...].dropFirst(3)
        for _ in 0..<mostPlaces {
            guard let rest = afterPlace(cause) else { break }
            cause = rest
        }
        return cause.first == "-" ? cause.dropFirst() : cause
    }

    /// An error is handed through the call that failed and the script's own handler.
    private static let mostPlaces = 4

    /// What follows `@user_script:12: ` or `@user_script: 12: `.
    private static func afterPlace(_ text: Substring) -> Substring? {
        var rest = text
        if rest.first == "@" { rest = rest.dropFirst() }
        guard rest.hasPrefix("user_script:") else { return nil }
        rest = rest.dropFirst("user_script:".count).drop { $0 == " " }.drop { $0.isASCII && $0.isNumber }
        return rest.hasPrefix(": ") ? rest.dropFirst(2) : nil
    }
}
