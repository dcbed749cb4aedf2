/// One step of a parsed stream, with the place where it begins.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        /// `isPlain`: neither quoted nor a block.
        case scalar(String, isPlain: Bool, tag: String?, anchor: String?)
        case sequenceStart(tag: String?, anchor: String?)
        case sequenceEnd
        case mappingStart(tag: String?, anchor: String?)
        case mappingEnd
    }

    let kind: Kind
    /// From 1.
    let line: Int
    /// From 1.
    let column: Int

    func error(_ reason: YAMLError.Reason) -> YAMLError { YAMLError(reason: reason, line: line, column: column) }
}
