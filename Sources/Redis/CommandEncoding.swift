/// A command in RESP2: the number of arguments, then each with its length. Safe for any bytes.
///
/// Encoding happens in the caller's task, so the one connection thread only copies.
func appendCommand(_ arguments: [RedisArgument], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "*"))
    appendLine(arguments.count, to: &bytes)
    for argument in arguments {
        bytes.append(UInt8(ascii: "$"))
        appendLine(argument.bytes.count, to: &bytes)
        bytes.append(contentsOf: argument.bytes)
        bytes.append(contentsOf: [0x0D, 0x0A])
    }
}

private func appendLine(_ number: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: String(number).utf8)
    bytes.append(contentsOf: [0x0D, 0x0A])
}
