/// Questions about one Unicode scalar value, with the common scripts answered by range.
///
/// `Unicode.Scalar.Properties` costs tens of nanoseconds a look-up, so ``ScalarTable`` answers for most scripts.
enum ScalarClass {
    /// White space and line ends, including the no-break and ideographic spaces.
    static func isSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Characters a reader does not see: zero-width, bidirectional controls, tags, variation selectors, soft hyphen.
    static func isInvisible(_ value: UInt32) -> Bool {
        guard value >= 0xAD else { return value < 0x20 && !isSpace(value) || value == 0x7F }
        return switch value {
        case 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180E, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0x1_D173...0x1_D17A,
            0xE_0000...0xE_0FFF:
            true
        default: false
        }
    }

    /// ASCII digits; other digits are folded to these before anything counts them.
    static func isDigit(_ value: UInt32) -> Bool { value &- 0x30 < 10 }

    /// Letters of any script.
    static func isLetter(_ value: UInt32) -> Bool {
        if value < 0x80 { return (value | 0x20) &- 0x61 < 26 }
        if value < ScalarTable.end { return ScalarTable.shared.isLetter(value) }
        switch value {
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3: return true
        case 0xFF00...0xFF20, 0x1_F000...0x1_FAFF: return false
        default: return hasProperty(value) { $0.isAlphabetic }
        }
    }

    /// Asks the standard library. Not inlined: a function that has its properties on the stack pays for that on each call,
    /// also when it does not come to ask.
    @inline(never)
    private static func hasProperty(_ value: UInt32, _ property: (Unicode.Scalar.Properties) -> Bool) -> Bool {
        Unicode.Scalar(value).map { property($0.properties) } ?? false
    }

    @inline(never)
    private static func isMarkByCategory(_ value: UInt32) -> Bool {
        switch Unicode.Scalar(value)?.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Marks that attach to the scalar before them (non-zero canonical combining class, and spacing vowel signs).
    static func isMark(_ value: UInt32) -> Bool {
        if value < 0x300 { return false }
        if value <= 0x36F { return true }
        if value < ScalarTable.end { return ScalarTable.shared.isMark(value) }
        switch value {
        case 0x3100...0xA66E, 0xAC00...0xFB1D, 0xFB1F...0xFDFF, 0xFE30...0x1_01FC, 0x1_F000...0x3_FFFF: return false
        default: return isMarkByCategory(value)
        }
    }

    /// Scripts written without spaces between words, where each scalar counts as a word.
    static func isIdeographic(_ value: UInt32) -> Bool {
        switch value {
        case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF: true
        default: false
        }
    }

    /// Thai, Lao, Burmese and Khmer, letters and marks: words follow each other without spaces, so any character may begin one.
    static func isUnspaced(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F, 0x1_16D0...0x1_16E3:
            true
        default: false
        }
    }

    /// What belongs to the character before it without being a mark: the vowels of Thai and Lao that are written behind and
    /// cannot stand alone.
    static func isTrailingVowel(_ value: UInt32) -> Bool { value == 0x0E33 || value == 0x0EB3 }

    /// Stacks the letter after it below the one before it: the signs of Burmese and Khmer that are not seen themselves.
    static func isStacker(_ value: UInt32) -> Bool { value == 0x1039 || value == 0x17D2 }

    /// Letters with an upper-case form elsewhere that are not in it now.
    static func isLowercase(_ value: UInt32) -> Bool {
        if value < 0x80 { return value &- 0x61 < 26 }
        if value < ScalarTable.end { return ScalarTable.shared.isLowercase(value) }
        return hasProperty(value) { $0.isLowercase }
    }

    /// Capital letters.
    static func isUppercase(_ value: UInt32) -> Bool {
        if value < 0x80 { return value &- 0x41 < 26 }
        if value < ScalarTable.end { return ScalarTable.shared.isUppercase(value) }
        return hasProperty(value) { $0.isUppercase }
    }

    /// The lower-case form of a scalar of the scripts in ``ScalarTable``, if it is one scalar; else the scalar itself.
    static func lowered(_ value: UInt32) -> UInt32 {
        value < ScalarTable.end ? ScalarTable.shared.lowered(value) : value
    }
}
