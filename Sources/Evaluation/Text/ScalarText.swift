/// A text as an array of Unicode scalars, with the UTF-8 offset of each: the form every scanner here works on.
///
/// Swift's `String` finds the n-th scalar by walking; an array finds it at once, and both offsets come for free.
package struct ScalarText: Sendable {
    /// Unicode scalar values in order.
    package let scalars: [UInt32]
    /// The text itself.
    package let string: String
    /// Whether every scalar is ASCII; then scalar and byte offsets are equal.
    package let isASCII: Bool
    private let byteOffsets: [Int32]

    /// Decodes `string` once, in linear time.
    package init(_ string: String) {
        // Asked for text by offset later on, which only contiguous UTF-8 finds at once.
        var string = string
        string.makeContiguousUTF8()
        let scalars = Self.ascii(string) ?? Self.decoded(string)
        self.scalars = scalars
        self.string = string
        isASCII = scalars.count == string.utf8.count
        guard !isASCII else {
            byteOffsets = []
            return
        }
        var offsets: [Int32] = []
        offsets.reserveCapacity(scalars.count + 1)
        var offset: Int32 = 0
        for value in scalars {
            offsets.append(offset)
            offset += value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x1_0000 ? 3 : 4
        }
        offsets.append(offset)
        byteOffsets = offsets
    }

    /// The bytes of ASCII text, each a scalar; nil for other text.
    private static func ascii(_ string: String) -> [UInt32]? {
        let scalars = unsafe string.utf8.withContiguousStorageIfAvailable { bytes -> [UInt32]? in
            // Without a way out of the loops both take many bytes in an instruction.
            var union: UInt8 = 0
            for place in 0..<bytes.count { unsafe union |= bytes[place] }
            guard union < 0x80 else { return nil }
            return unsafe [UInt32](unsafeUninitializedCapacity: bytes.count) { scalars, count in
                for place in 0..<bytes.count { unsafe scalars[place] = UInt32(bytes[place]) }
                count = bytes.count
            }
        }
        return scalars ?? nil
    }

    private static func decoded(_ string: String) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(string.utf8.count)
        for scalar in string.unicodeScalars { scalars.append(scalar.value) }
        return scalars
    }

    /// The number of Unicode scalars.
    package var count: Int { scalars.count }

    /// The number of Unicode scalars of a text that need not be decoded for it.
    static func count(of text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            var count = 0
            // Each scalar has one byte that does not continue another.
            for place in 0..<bytes.count where unsafe bytes[place] & 0xC0 != 0x80 { count += 1 }
            return count
        }
    }

    /// Both counts of a scalar range; bounds outside the text are clamped.
    package func range(_ range: Range<Int>) -> TextRange {
        let clamped = range.clamped(to: 0..<scalars.count)
        guard !isASCII else { return TextRange(scalars: clamped, bytes: clamped) }
        return TextRange(
            scalars: clamped,
            bytes: Int(byteOffsets[clamped.lowerBound])..<Int(byteOffsets[clamped.upperBound]))
    }

    /// Both counts of a byte range; bounds inside a character move to its start.
    package func range(bytes: Range<Int>) -> TextRange {
        range(scalar(atByte: bytes.lowerBound)..<scalar(atByte: bytes.upperBound))
    }

    /// The last scalar that begins at or before a byte offset, found by halving.
    private func scalar(atByte offset: Int) -> Int {
        guard !isASCII else { return offset }
        var low = 0
        var high = byteOffsets.count
        while low + 1 < high {
            let middle = low + (high - low) / 2
            if Int(byteOffsets[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The text of a scalar range; bounds outside the text are clamped.
    package func text(_ range: Range<Int>) -> String {
        let bytes = self.range(range).bytes
        let start = string.utf8.index(string.startIndex, offsetBy: bytes.lowerBound)
        return String(string[start..<string.utf8.index(start, offsetBy: bytes.count)])
    }
}
