package import Evaluation

/// One decoded message on its way through the pipeline.
package struct EvaluationWork: Sendable {
    package let message: Message
    package let request: EvaluationRequest
    package let key: ResultKey
    /// Tells apart two requests that carry the same evaluation id.
    package let fingerprint: String

    /// - Throws: `RequestError`; the message is a dead letter.
    package init(_ message: Message, decoder: RequestDecoder) throws(RequestError) {
        let request = try decoder.decode(message.payload, fallbackID: message.origin.id)
        self.message = message
        self.request = request
        fingerprint = Self.fingerprint(of: message.payload)
        // An id made from the record's place says nothing about its content: a topic that is created anew repeats it.
        let suffix = request.id == message.origin.id ? "@\(message.timestamp ?? 0)-\(fingerprint)" : ""
        key = ResultKey(campaignID: request.campaignID, id: request.id + suffix)
    }

    private static func fingerprint(of payload: [UInt8]) -> String {
        var low: UInt64 = 0xCBF2_9CE4_8422_2325
        var high: UInt64 = 0x9AE1_6A3B_2F90_404F
        for byte in payload {
            low = (low ^ UInt64(byte)) &* 0x100_0000_01B3
            high = (high &+ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
            high ^= high >> 29
        }
        return StableHash.hexadecimal(low) + StableHash.hexadecimal(high)
    }
}
