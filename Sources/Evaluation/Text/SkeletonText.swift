/// A text as one ASCII byte per visible character: the form detectors scan.
///
/// Accents are stripped, full-width and other digits become ASCII, look-alike letters of other scripts their Latin
/// twins, invisible characters vanish, so disguises fall away; offsets lead back to the text.
package struct SkeletonText: Sendable {
    /// Stands for a letter without an ASCII skeleton.
    static let letter: UInt8 = 0x80
    /// Stands for a symbol without an ASCII skeleton.
    static let other: UInt8 = 0x81

    /// The decoded text.
    package let text: ScalarText
    /// One byte per visible character, case kept where it was ASCII.
    package let bytes: [UInt8]
    /// ``bytes`` in lower case.
    package let lower: [UInt8]
    /// How many invisible characters were left out.
    package let invisibleCount: Int
    /// Original scalar offset of each byte; empty when they are equal.
    private let origins: [Int32]

    /// Strips `text` in linear time.
    package init(_ text: String) {
        self.init(ScalarText(text))
    }

    /// Strips decoded text in linear time.
    package init(_ text: ScalarText) {
        self.text = text
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var origins: [Int32] = []
        var invisible = 0
        if text.isASCII {
            for value in text.scalars { bytes.append(UInt8(truncatingIfNeeded: value)) }
        } else {
            origins.reserveCapacity(text.count)
            for (index, value) in text.scalars.enumerated() {
                if let byte = Self.byte(value) {
                    bytes.append(byte)
                    origins.append(Int32(index))
                } else if !ScalarClass.isMark(value) {
                    invisible += 1
                }
            }
        }
        self.bytes = bytes
        self.origins = origins
        invisibleCount = invisible
        lower = bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }

    /// Both original offsets of a byte range.
    package func range(_ range: Range<Int>) -> TextRange {
        let clamped = range.clamped(to: 0..<bytes.count)
        guard !origins.isEmpty, !clamped.isEmpty else { return text.range(clamped) }
        return text.range(Int(origins[clamped.lowerBound])..<Int(origins[clamped.upperBound - 1]) + 1)
    }

    /// Lower-case text of a byte range, for keys.
    func lowercased(_ range: Range<Int>) -> String {
        String(decoding: lower[range.clamped(to: 0..<lower.count)], as: UTF8.self)
    }

    /// The skeleton of one scalar, or nil for what a reader does not see and for combining marks.
    private static func byte(_ value: UInt32) -> UInt8? {
        if value < 0x80 { return UInt8(value) }
        if let twin = twins[value] { return twin }
        if ScalarClass.isInvisible(value) { return nil }
        if value >= 0x300, ScalarClass.isMark(value) { return nil }
        var first: UInt32 = 0
        ScalarFolding.shared.fold(value) { if first == 0 { first = $0 } }
        if first < 0x80 { return UInt8(first) }
        if let twin = twins[first] { return twin }
        return ScalarClass.isLetter(first) ? letter : other
    }

    /// Letters that look like Latin ones or are written for them.
    private static let twins: [UInt32: UInt8] = {
        let pairs: [(String, String)] = [
            ("аеорсухіѕјһԁԛԝвнкмт", "aeopcyxisjhdqwbhkmt"), ("АЕОРСУХІЅЈВНКМТ", "aeopcyxisjbhkmt"),
            ("αοντικυρ", "aovtikup"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"), ("đĐłŁøØıħŧƒ", "ddllooihtf"),
        ]
        var twins: [UInt32: UInt8] = [:]
        for (letters, latin) in pairs {
            for (letter, byte) in zip(letters.unicodeScalars, latin.utf8) { twins[letter.value] = byte }
        }
        return twins
    }()
}
