/// A text as one ASCII byte per visible character: the form detectors scan.
///
/// Accents are stripped, full-width and other digits become ASCII, look-alike letters of other scripts their Latin
/// twins, invisible characters vanish, so disguises fall away; offsets lead back to the text.
package struct SkeletonText: Sendable {
    /// Stands for a letter without an ASCII skeleton.
    static let letter = WordByte.letter
    /// Stands for a symbol without an ASCII skeleton.
    static let other = WordByte.other

    /// The decoded text.
    package let text: ScalarText
    /// One byte per visible character, case kept where it was ASCII.
    package let bytes: [UInt8]
    /// ``bytes`` in lower case.
    package let lower: [UInt8]
    /// Whether there are Chinese or Japanese characters, which have no skeleton.
    let hasIdeographs: Bool
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
        var invisible = 0
        if text.isASCII {
            bytes = Array(text.string.utf8)
            origins = []
            hasIdeographs = false
        } else {
            let table = SkeletonTable.shared
            var bytes: [UInt8] = []
            var origins: [Int32] = []
            bytes.reserveCapacity(text.count)
            origins.reserveCapacity(text.count)
            var ideographs = false
            var place: Int32 = 0
            for value in text.scalars {
                let byte = value < 0x80 ? UInt8(truncatingIfNeeded: value) : table.byte(value)
                if value < 0x80 || byte > SkeletonTable.invisible {
                    bytes.append(byte)
                    origins.append(place)
                    if value >= 0x3040 { ideographs = ideographs || ScalarClass.isIdeographic(value) }
                } else if byte == SkeletonTable.invisible {
                    invisible += 1
                }
                place += 1
            }
            self.bytes = bytes
            self.origins = origins
            hasIdeographs = ideographs
        }
        invisibleCount = invisible
        lower = Self.lowered(bytes)
    }

    private static func lowered(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { lower, count in
            for place in bytes.indices { unsafe lower[place] = WordByte.lowered(bytes[place]) }
            count = bytes.count
        }
    }

    /// Both original offsets of a byte range.
    package func range(_ range: Range<Int>) -> TextRange {
        let clamped = range.clamped(to: 0..<bytes.count)
        guard !origins.isEmpty, !clamped.isEmpty else { return text.range(clamped) }
        return text.range(Int(origins[clamped.lowerBound])..<Int(origins[clamped.upperBound - 1]) + 1)
    }

    /// The scalar that a byte stands for, as it was written.
    func scalar(at place: Int) -> UInt32 { text.scalars[origin(of: place)] }

    /// Whether a scalar stands among the few behind the one that a byte stands for.
    func isFollowed(by value: UInt32, at place: Int, within reach: Int) -> Bool {
        let next = origin(of: place) + 1
        return text.scalars[min(next, text.count)..<min(next + reach, text.count)].contains(value)
    }

    /// Whether nothing was left out between a byte and the next, which must be there.
    func isAdjacent(_ place: Int) -> Bool { origin(of: place) + 1 == origin(of: place + 1) }

    private func origin(of place: Int) -> Int { origins.isEmpty ? place : Int(origins[place]) }

    /// Lower-case text of a byte range, for keys.
    func lowercased(_ range: Range<Int>) -> String {
        String(decoding: lower[range.clamped(to: 0..<lower.count)], as: UTF8.self)
    }
}
