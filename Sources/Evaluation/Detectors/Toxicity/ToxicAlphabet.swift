/// Folded text as bytes in which the tones of Vietnamese count.
enum ToxicAlphabet {
    /// ASCII as it is; the marks of Vietnamese and đ have bytes of their own, other letters one for all.
    @inline(__always)
    static func byte(_ scalar: UInt32) -> UInt8 {
        if scalar < 0x80 { return UInt8(truncatingIfNeeded: scalar) }
        switch scalar {
        case 0x300: return 0x90
        case 0x301: return 0x91
        case 0x302: return 0x92
        case 0x303: return 0x93
        case 0x306: return 0x94
        case 0x309: return 0x95
        case 0x31B: return 0x96
        case 0x323: return 0x97
        case 0x111: return 0x98
        default: return ScalarClass.isLetter(scalar) ? WordByte.letter : WordByte.other
        }
    }
}
