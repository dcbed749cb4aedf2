/// Compatibility equivalents that turn up in quotes and in disguised text, and typographic variants of punctuation.
///
/// Source: NFKC mappings of the Unicode Character Database for these ranges; the folding of quotation marks and dashes
/// is ours, because models rewrite them freely when they quote.
enum CompatibilityForms {
    /// Look-alike punctuation: each scalar of the second string is written as the first.
    static let punctuation: [(plain: UInt32, variants: String)] = [
        (0x22, "\u{AB}\u{BB}\u{201C}\u{201D}\u{201E}\u{201F}\u{2033}\u{301D}\u{301E}\u{301F}\u{FF02}"),
        (0x27, "\u{60}\u{B4}\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{2035}\u{2039}\u{203A}\u{2BC}\u{FF07}"),
        (0x2D, "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2043}\u{2212}\u{FE58}\u{FE63}\u{FF0D}"),
        (0x2E, "\u{3002}\u{FF61}\u{2024}"),
        (0x2C, "\u{3001}\u{FF64}\u{60C}"),
        (0x2F, "\u{2044}\u{2215}"),
        (0x3A, "\u{FE55}\u{2236}"),
        (0x3F, "\u{61F}"),
        (0x40, "\u{FE6B}"),
        (0x7E, "\u{223C}"),
    ]

    /// Single scalars that stand for several.
    static let expansions: [UInt32: String] = [
        0x2026: "...", 0x2025: "..", 0xDF: "ss", 0x1E9E: "ss", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl",
        0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 0x132: "ij", 0x133: "ij", 0x1C4: "dz\u{30C}",
        0x1C5: "dz\u{30C}", 0x1C6: "dz\u{30C}", 0x17F: "s", 0x2122: "tm", 0x2116: "no", 0x2103: "\u{B0}c",
        0x2109: "\u{B0}f", 0x20AB: "\u{20AB}", 0xBC: "1/4", 0xBD: "1/2", 0xBE: "3/4", 0x2153: "1/3", 0x2154: "2/3",
        0x215B: "1/8", 0x3C2: "\u{3C3}", 0x212A: "k", 0x212B: "a\u{30A}", 0x2126: "\u{3C9}", 0xB5: "\u{3BC}",
        0xAA: "a", 0xBA: "o", 0xB9: "1", 0xB2: "2", 0xB3: "3", 0x2070: "0", 0x2071: "i", 0x207F: "n", 0x3392: "mhz",
        0x339C: "mm", 0x339D: "cm", 0x339E: "km", 0x338F: "kg", 0x33A1: "m2", 0x130: "i\u{307}",
    ]

    /// Half-width katakana in code order from U+FF66, as their full-width letters.
    static let halfWidthKatakana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"

    /// The plain form of scalars that map by arithmetic, or nil.
    static func arithmetic(_ value: UInt32) -> UInt32? {
        switch value {
        case 0xFF01...0xFF5E: value - 0xFEE0
        case 0x2074...0x2079: value - 0x2074 + 0x34
        case 0x2080...0x2089: value - 0x2080 + 0x30
        case 0x2460...0x2468: value - 0x2460 + 0x31
        case 0x24B6...0x24CF: value - 0x24B6 + 0x61
        case 0x24D0...0x24E9: value - 0x24D0 + 0x61
        case 0x1_D400...0x1_D6A3: letter((value - 0x1_D400) % 52)
        case 0x1_D7CE...0x1_D7FF: (value - 0x1_D7CE) % 10 + 0x30
        case 0x1_F110...0x1_F129: value - 0x1_F110 + 0x61
        case 0x1_F130...0x1_F149: value - 0x1_F130 + 0x61
        case 0x1_F150...0x1_F169: value - 0x1_F150 + 0x61
        case 0x1_F170...0x1_F189: value - 0x1_F170 + 0x61
        default: nil
        }
    }

    private static func letter(_ index: UInt32) -> UInt32 { index < 26 ? 0x41 + index : 0x61 + index - 26 }
}
