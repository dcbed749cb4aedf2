/// Makes the marks on the lines around a prompt's data.
///
/// A mark is a code of the data that it stands before, under a key that nobody who writes judged texts knows. Equal data
/// has equal marks, so that prompts about it begin with the same bytes and providers can keep them. Whoever has seen a
/// mark knows nothing about that of any other data, and no text can hold its own: it would have to hold a code of itself.
package struct PromptFence: Sendable {
    private enum Source {
        case fixed(String)
        case keyed(UInt64, UInt64)
    }

    private let source: Source

    /// Every mark is the same, for questions that are compared, counted or asked once. Data that holds it is escaped.
    package init(nonce: String) { source = .fixed(nonce) }

    /// - Parameter secret: at least 128 bits that nobody can guess. Processes that share it write the same prompts.
    package init(secret: [UInt8]) {
        let key = SHA256.code(of: Array("evaluation-worker/fence".utf8), key: secret)
        source = .keyed(Self.half(key[..<8]), Self.half(key[8..<16]))
    }

    /// With a secret of the system's generator, which is fit for cryptography: for the life of a process.
    package static func fresh() -> PromptFence { PromptFence(secret: (0..<32).map { _ in .random(in: 0...255) }) }

    /// The digits of the mark that is always the same; nil where each depends on the data.
    var nonce: String? {
        switch source {
        case .fixed(let nonce): nonce
        case .keyed: nil
        }
    }

    /// Digits of a mark: 128 bits, six in each.
    package static let length = 22

    /// The mark of data, which holds it nowhere.
    ///
    /// - Parameters:
    ///   - mark: the one of the part before, which makes this one a code of all that stands before; nil for the first.
    ///   - earlier: all that stands before the data.
    func mark(of data: [UInt8], after mark: String?, earlier: [UInt8]) -> String {
        switch source {
        case .fixed(let nonce): return nonce
        case .keyed(let key, let more):
            // All marks have the same length, so that no two messages are written alike.
            let before = mark.map { Array($0.utf8) } ?? [UInt8](repeating: 0, count: Self.length)
            let next = { (message: [UInt8]) in Self.digits(of: SipHash.code(of: message, key: (key, more))) }
            let digits = Self.first(next(before + data), absentIn: [data, earlier], next: next)
            return String(decoding: digits, as: UTF8.self)
        }
    }

    /// The digits, or the first of their successors, that no text holds. That one does is as likely as to guess a mark; but
    /// that none stands in its own data holds without exception.
    static func first(
        _ digits: [UInt8], absentIn texts: [[UInt8]], next: ([UInt8]) -> [UInt8]
    ) -> [UInt8] {
        var digits = digits
        while texts.contains(where: { PromptData.find(digits, in: $0, from: 0) != nil }) { digits = next(digits) }
        return digits
    }

    private static func half(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Six bits in each digit (the alphabet of base64url, RFC 4648), two in the last.
    private static func digits(of code: (UInt64, UInt64)) -> [UInt8] {
        var rest = code
        return (0..<length).map { _ in
            let digit = alphabet[Int(rest.0 & 0x3F)]
            rest = (rest.0 >> 6 | rest.1 << 58, rest.1 >> 6)
            return digit
        }
    }
}
