import Pipeline
import Testing

@Suite struct TraceContextTests {
    private static let known = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test(
        "these headers are passed on",
        arguments: [
            known, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
            "00-00000000000000000000000000000001-0000000000000001-ff",
            "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings",
        ])
    func valid(header: String) {
        #expect(TraceContext.isValid(header))
        #expect(TraceContext(of: message([Attribute("traceparent", header)]), id: "e1").traceparent == header)
    }

    @Test(
        "these are not",
        arguments: [
            "", "-", "---", "00", known.uppercased(), " " + known, known + " ", known + "-00",
            known.replacing("-", with: "_"),
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
            "00-４bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01what",
        ])
    func invalid(header: String) {
        #expect(!TraceContext.isValid(header))
        let begun = TraceContext(of: message([Attribute("traceparent", header)]), id: "e1").traceparent
        #expect(begun == TraceContext(of: message(), id: "e1").traceparent)
    }

    @Test("a context that is begun is valid, the same for the same id, and another for another id")
    func derived() {
        let contexts = (0..<500).map { TraceContext(of: message(), id: "evaluation-\($0)").traceparent }
        for context in contexts { #expect(TraceContext.isValid(context)) }
        #expect(Set(contexts).count == 500)
        #expect(TraceContext(of: message(), id: "evaluation-7").traceparent == contexts[7])
        #expect(
            TraceContext(of: message(), id: "e1").traceparent
                == "00-\(contextOfE1.0)-\(contextOfE1.1)-01")
    }

    /// As it must stay over versions, so that a repetition after an update belongs to the same trace.
    private let contextOfE1 = ("b0faac4f2d6c5e637e2099d29812600b", "84535fe7ecdcf741")

    @Test("of a repeated header the last counts, and bytes that are no text count as none")
    func repeated() {
        let twice = [Attribute("traceparent", "junk"), Attribute("traceparent", Self.known)]
        #expect(TraceContext(of: message(twice), id: "e1").traceparent == Self.known)
        let bytes = [Attribute("traceparent", [0xFF, 0xFE])]
        #expect(TraceContext(of: message(bytes), id: "e1") == TraceContext(of: message(), id: "e1"))
    }

    private func message(_ attributes: [Attribute] = []) -> Message {
        Message(
            payload: [], attributes: attributes, origin: MessageOrigin(queue: "q", partition: 0, offset: 0),
            onAcknowledge: {})
    }
}
