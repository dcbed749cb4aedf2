/// JSON Web Tokens: three base64url parts, the first a JSON object, hence "eyJ".
enum TokenRecognizer {
    static func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        guard scan.byte(index + 1) == UInt8(ascii: "y"), scan.byte(index + 2) == UInt8(ascii: "J") else { return nil }
        guard let header = part(scan, from: index), scan.byte(header) == 0x2E,
            let payload = part(scan, from: header + 1), scan.byte(payload) == 0x2E
        else { return nil }
        let end = part(scan, from: payload + 1) ?? payload + 1
        guard header - index >= 16, payload - header > 8, let text = Base64.decode(scan.bytes[index..<header]),
            text.first == 0x7B, String(decoding: text, as: UTF8.self).contains("\"alg\"")
        else { return nil }
        return PIICandidate(type: .secret, range: index..<end, certainty: 1, validation: .format, isProven: true)
    }

    private static func part(_ scan: PIIScan, from start: Int) -> Int? {
        let end = scan.end(from: start, limit: 4_096) { PIIScan.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
        return end > start ? end : nil
    }
}
