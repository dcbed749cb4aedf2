/// Puts inputs to one target, and says which promise one of them breaks.
package struct FuzzRunner: Sendable {
    private let target: FuzzTarget
    private let answers: AnswerPromises?
    private let server: ServerPromises?

    /// - Throws: when the target needs a server that does not start.
    package init(_ target: FuzzTarget) throws {
        self.target = target
        answers = target == .answers ? try AnswerPromises() : nil
        server = target == .http ? try ServerPromises() : nil
    }

    /// - Throws: `BrokenPromise`; a crash is one, too, but ends the process.
    package func run(_ bytes: [UInt8]) async throws(BrokenPromise) {
        switch target {
        case .requests: try RequestPromises.check(bytes)
        case .answers: try await answers?.check(bytes)
        case .responses: try DocumentPromises.checkResponse(bytes)
        case .texts: try TextPromises.check(bytes)
        case .quotes: try TextPromises.checkQuote(bytes)
        case .json: try DocumentPromises.checkJSON(bytes)
        case .definitions: try DocumentPromises.checkDefinitions(bytes)
        case .patterns: try DocumentPromises.checkPattern(bytes)
        case .schemas: try DocumentPromises.checkSchema(bytes)
        case .addresses: try DocumentPromises.checkAddress(bytes)
        case .http: try server?.check(bytes)
        }
    }
}

extension [UInt8] {
    /// The bytes before the first line end, and those after it; all and none without one.
    var atFirstLineEnd: (head: String, tail: String) {
        let head = prefix { $0 != 0x0A }
        return (String(decoding: head, as: UTF8.self), String(decoding: dropFirst(head.count + 1), as: UTF8.self))
    }
}
