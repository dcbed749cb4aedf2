/// Bytes of skeletons and folded text: which of them make up words.
enum WordByte {
    /// Stands for a letter without an ASCII skeleton.
    static let letter: UInt8 = 0x80
    /// Stands for a symbol without an ASCII skeleton.
    static let other: UInt8 = 0x81

    /// Letters, digits and the bytes that stand for other letters and marks.
    @inline(__always)
    static func isWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 && byte != other
    }

    /// ASCII letters in lower case; every other byte as it is.
    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
