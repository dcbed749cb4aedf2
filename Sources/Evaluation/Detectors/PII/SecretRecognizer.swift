/// Keys and tokens of known services, by prefix, length and alphabet.
struct SecretRecognizer: PIIRecognizer {
    /// How one service writes its keys.
    private struct Format {
        let prefix: String
        /// Characters after the prefix.
        let length: ClosedRange<Int>
        let alphabet: Alphabet
    }

    private enum Alphabet {
        case upper, alphanumeric, url, hex

        func contains(_ byte: UInt8) -> Bool {
            switch self {
            case .upper: byte &- 0x41 < 26 || PIIScan.isDigit(byte)
            case .alphanumeric: PIIScan.isAlphanumeric(byte)
            case .url: PIIScan.isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F
            case .hex: PIIScan.isDigit(byte) || byte &- 0x61 < 6
            }
        }
    }

    /// Longer prefixes come before the ones they begin with.
    private static let formats = [
        Format(prefix: "AKIA", length: 16...16, alphabet: .upper),
        Format(prefix: "ASIA", length: 16...16, alphabet: .upper),
        Format(prefix: "github_pat_", length: 50...100, alphabet: .url),
        Format(prefix: "ghp_", length: 36...255, alphabet: .alphanumeric),
        Format(prefix: "gho_", length: 36...255, alphabet: .alphanumeric),
        Format(prefix: "ghu_", length: 36...255, alphabet: .alphanumeric),
        Format(prefix: "ghs_", length: 36...255, alphabet: .alphanumeric),
        Format(prefix: "ghr_", length: 36...255, alphabet: .alphanumeric),
        Format(prefix: "glpat-", length: 20...64, alphabet: .url),
        Format(prefix: "npm_", length: 36...36, alphabet: .alphanumeric),
        Format(prefix: "xoxb-", length: 20...100, alphabet: .url),
        Format(prefix: "xoxp-", length: 20...100, alphabet: .url),
        Format(prefix: "xoxa-", length: 20...100, alphabet: .url),
        Format(prefix: "xoxs-", length: 20...100, alphabet: .url),
        Format(prefix: "AIza", length: 35...35, alphabet: .url),
        Format(prefix: "sk_live_", length: 16...128, alphabet: .alphanumeric),
        Format(prefix: "rk_live_", length: 16...128, alphabet: .alphanumeric),
        Format(prefix: "sk_test_", length: 16...128, alphabet: .alphanumeric),
        Format(prefix: "sk-ant-", length: 24...160, alphabet: .url),
        Format(prefix: "sk-proj-", length: 24...220, alphabet: .url),
        Format(prefix: "sk-", length: 20...64, alphabet: .url),
    ]

    let triggers = Array(Set(formats.compactMap { $0.prefix.utf8.first }))
    let atWordStart = true

    func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        for format in Self.formats where Self.starts(scan, with: format.prefix, at: index) {
            let start = index + format.prefix.utf8.count
            let end = scan.end(from: start, limit: format.length.upperBound + 1, while: format.alphabet.contains)
            guard format.length.contains(end - start), !PIIScan.isWord(scan.byte(end)),
                Entropy.bitsPerByte(scan.bytes[start..<end]) >= 3
            else { continue }
            let isTest = format.prefix == "sk_test_" || scan.skeleton.lowercased(start..<end).contains("example")
            return PIICandidate(
                type: .secret, range: index..<end, certainty: format.prefix == "sk-" ? 0.9 : 0.98, validation: .format,
                sample: isTest)
        }
        return nil
    }

    private static func starts(_ scan: PIIScan, with prefix: String, at index: Int) -> Bool {
        var place = index
        for byte in prefix.utf8 {
            guard scan.byte(place) == byte else { return false }
            place += 1
        }
        return true
    }
}
