/// One argument of a command: any bytes, also none.
package struct RedisArgument: Sendable, Hashable {
    /// The bytes as they are sent.
    package let bytes: [UInt8]

    /// Bytes as they are.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A text as UTF-8.
    package init(_ text: String) { bytes = Array(text.utf8) }

    /// A number in decimal digits.
    package init(_ number: some BinaryInteger) { self.init(String(number)) }
}

extension RedisArgument: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self.init(value) }
    package init(integerLiteral value: Int) { self.init(value) }
}
