import Glibc
import Testing

@testable import TestKit

@Suite("TCP shim")
struct TCPShimTests {
    /// correlation 1, no error, two keys, throttle 0, then tags as Tansu sends them or none.
    private func answer(tags: [UInt8]) -> [UInt8] {
        let keys: [UInt8] = [3] + [0, 0, 0, 0, 0, 9, 0] + [0, 18, 0, 0, 0, 4, 0]
        let body: [UInt8] = [0, 0, 0, 1, 0, 0] + keys + [0, 0, 0, 0] + tags
        return [0, 0, 0, UInt8(body.count)] + body
    }

    private let request: [UInt8] = [0, 0, 0, 30, 0, 18, 0, 3, 0, 0, 0, 1]
    private let tags: [UInt8] = [1, 1, 8, 255, 255, 255, 255, 255, 255, 255, 255]

    @Test("Tagged fields are taken out of the first answer, however it is cut", arguments: 1...44)
    func rewritten(step: Int) {
        var rewriter = ApiVersionsRewriter()
        for byte in request { rewriter.observe([byte]) }
        let stream = answer(tags: tags) + [0, 0, 0, 1, 99]
        var forwarded: [UInt8] = []
        for start in stride(from: 0, to: stream.count, by: step) {
            forwarded += rewriter.rewrite(Array(stream[start..<min(start + step, stream.count)]))
        }
        #expect(forwarded == answer(tags: [0]) + [0, 0, 0, 1, 99])
    }

    @Test(
        "Other first requests, and older ones, are left alone",
        arguments: [[0, 0, 0, 30, 0, 3, 0, 3], [0, 0, 0, 30, 0, 18, 0, 2]] as [[UInt8]])
    func leftAlone(head: [UInt8]) {
        var rewriter = ApiVersionsRewriter()
        rewriter.observe(head)
        #expect(rewriter.rewrite(answer(tags: tags)) == answer(tags: tags))
    }

    @Test("An answer with an error has no tags and is left alone")
    func error() {
        var rewriter = ApiVersionsRewriter()
        rewriter.observe(request)
        let bytes: [UInt8] = [0, 0, 0, 10, 0, 0, 0, 1, 0, 35, 0, 0, 0, 0]
        #expect(rewriter.rewrite(bytes) == bytes)
    }

    @Test("Bytes pass both ways until the shim cuts, refuses or stops", .timeLimit(.minutes(15)))
    func forwarding() async throws {
        let echo = try EchoServer()
        let shim = try TCPShim(to: echo.port)
        let first = try #require(LoopbackSocket.connect(to: shim.port))
        defer { close(first) }
        #expect(try await exchange(first, "hello") == "hello")
        #expect(shim.connectionCount == 1)

        shim.blackHole(true)
        _ = send(first, "held", 4, Int32(MSG_NOSIGNAL))
        shim.blackHole(false)
        #expect(try await receive(first, count: 4) == "held")

        shim.cutAll()
        #expect(try await receive(first, count: 1) == nil)

        shim.refuse(true)
        let refused = try #require(LoopbackSocket.connect(to: shim.port))
        defer { close(refused) }
        #expect(try await receive(refused, count: 1) == nil)
        shim.refuse(false)

        let third = try #require(LoopbackSocket.connect(to: shim.port))
        defer { close(third) }
        shim.cutMidFrame()
        #expect(try await exchange(third, "halved") == "hal")
        #expect(try await receive(third, count: 1) == nil)

        await shim.stop()
        shim.cutAll()
        #expect(LoopbackSocket.connect(to: shim.port) == nil)
        #expect(shim.openConnections == 0)
    }

    private func exchange(_ descriptor: Int32, _ text: String) async throws -> String? {
        _ = send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL))
        return try await receive(descriptor, count: text.utf8.count)
    }

    /// What comes until there are this many bytes or the end; nil when the end comes at once.
    private func receive(_ descriptor: Int32, count: Int) async throws -> String? {
        var received: [UInt8] = []
        var isEnded = false
        try await eventually("bytes come, or the end") {
            var byte: UInt8 = 0
            switch recv(descriptor, &byte, 1, 0) {
            case 1: received.append(byte)
            case 0: isEnded = true
            default: isEnded = errno != EAGAIN
            }
            return isEnded || received.count == count
        }
        return received.isEmpty ? nil : String(decoding: received, as: UTF8.self)
    }
}
