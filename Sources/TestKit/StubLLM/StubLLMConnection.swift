import Glibc

/// One client's connection, on the loop's thread: bytes in, requests out, bytes of answers back.
final class StubLLMConnection {
    /// What comes after the bytes in `output` have been written.
    enum Afterwards {
        case nextRequest
        case morePieces
        case moreWithoutEnd
        case close
    }

    let descriptor: Int32
    /// Differs between connections that had the same descriptor one after the other.
    let serial: Int
    /// The call that is being answered, if any; a client's next one waits for it.
    var call: StubLLMRequest?
    var afterwards = Afterwards.nextRequest
    private var input: [UInt8] = []
    private var output: [UInt8] = []
    private var written = 0

    init(descriptor: Int32, serial: Int) {
        self.descriptor = descriptor
        self.serial = serial
    }

    var hasOutput: Bool { written < output.count }

    /// Reads what has come; false when the client is gone.
    func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                input.append(contentsOf: chunk[..<count])
                continue
            }
            return count < 0 && errno == EAGAIN
        }
    }

    /// The client began a TLS handshake: plain servers end such a connection.
    var asksForTLS: Bool { input.first == 0x16 }

    func write(_ bytes: [UInt8]) {
        output.append(contentsOf: bytes)
    }

    /// Writes what the client takes; false when it is gone.
    func flush() -> Bool {
        while hasOutput {
            let count = output.withUnsafeBytes { bytes in
                send(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return errno == EAGAIN }
            written += count
        }
        output.removeAll(keepingCapacity: true)
        written = 0
        return true
    }

    /// Takes the next complete request out of the input; nil while there is none.
    func nextRequest(number: Int) -> StubLLMRequest? {
        guard let headEnd = Self.endOfHead(input) else { return nil }
        let lines = String(decoding: input[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        let start = lines.first?.split(separator: " ") ?? []
        guard start.count == 3 else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        let declared = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        let end = headEnd + 4 + declared
        guard input.count >= end else { return nil }
        let body = Array(input[(headEnd + 4)..<end])
        input.removeFirst(end)
        return StubLLMRequest(
            method: String(start[0]), path: String(start[1]), headers: headers, body: body, number: number)
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { index in
            bytes[index] == 0x0D && bytes[index + 1] == 0x0A && bytes[index + 2] == 0x0D && bytes[index + 3] == 0x0A
        }
    }
}
