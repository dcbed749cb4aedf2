/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    /// The closed set of mistakes.
    package enum Reason: String, Sendable {
        case endOfText = "the text ends in the middle of a value"
        case unexpectedByte = "a byte that cannot stand here"
        case trailingBytes = "bytes after the value"
        case invalidUTF8 = "bytes that are not UTF-8"
        case invalidEscape = "an escape that JSON does not know"
        case controlCharacter = "a control character inside a string"
        case numberOutOfRange = "a number beyond the range of a double"
        case duplicateKey = "a key that the object has already"
        case tooDeep = "arrays and objects nested too deep"
    }

    package let reason: Reason
    /// Bytes from the start of the text.
    package let offset: Int

    package var description: String { "\(reason.rawValue) (byte \(offset))" }
}
