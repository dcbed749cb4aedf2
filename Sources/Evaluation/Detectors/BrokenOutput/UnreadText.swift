/// Recognises text in signs that no rule here reads: Braille, Morse code, pictures made of characters, emoji in place of
/// words.
///
/// That nothing is found in such text does not say that nothing is there. A few emoji, rules, tables, trees of files and
/// charts are parts of ordinary answers.
enum UnreadText {
    /// Whether a text is such or holds a passage of it. Linear time.
    static func isHeld(in output: TokenizedText) -> Bool {
        let scalars = output.original.scalars
        var signs = Signs()
        for value in scalars { signs.take(value) }
        signs.endRun()
        if signs.longestBraille >= 4, signs.braille >= 6 { return true }
        // Flags are pairs; letters of words seldom come out even.
        if signs.indicators >= 4, signs.lonelyIndicators > 0 { return true }
        if output.words.isEmpty, signs.pictures >= 8, signs.differentPictures.count >= 4 { return true }
        return holdsMorse(scalars) || holdsDrawing(scalars)
    }

    /// What is counted over all characters.
    private struct Signs {
        var braille = 0
        var longestBraille = 0
        var pictures = 0
        /// At most four, which is all that is asked for.
        var differentPictures: Set<UInt32> = []
        /// Regional indicators, and those of them that are half of no flag.
        var indicators = 0
        var lonelyIndicators = 0
        private var brailleRun = 0
        private var indicatorRun = 0

        mutating func take(_ value: UInt32) {
            switch value {
            case 0x2801...0x28FF:
                braille += 1
                brailleRun += 1
                longestBraille = max(longestBraille, brailleRun)
            case 0x20, 0x2800: break
            default: brailleRun = 0
            }
            if 0x1_F1E6...0x1_F1FF ~= value { indicatorRun += 1 } else { endRun() }
            guard 0x1_F000...0x1_FAFF ~= value || 0x2600...0x27BF ~= value else { return }
            pictures += 1
            if differentPictures.count < 4 { differentPictures.insert(value) }
        }

        mutating func endRun() {
            indicators += indicatorRun
            lonelyIndicators += indicatorRun % 2
            indicatorRun = 0
        }
    }

    /// Whether six or more groups of one to five dots and dashes follow one another, three of them different.
    private static func holdsMorse(_ scalars: [UInt32]) -> Bool {
        var groups = 0
        var different: Set<UInt32> = []
        var group: UInt32 = 1
        var length = 0
        for value in scalars + [0x20] {
            switch value {
            case 0x2E, 0xB7, 0x2022, 0x2219, 0x22C5:
                length += 1
                group = group << 1 & 0xFF
            case 0x2D, 0x5F, 0x2012...0x2015, 0x2212:
                length += 1
                group = (group << 1 | 1) & 0xFF
            case 0x20, 0x0A, 0x0D, 0x2F, 0x7C:
                guard length > 0 else { continue }
                if length <= 5 {
                    groups += 1
                    if different.count < 3 { different.insert(group) }
                } else {
                    groups = 0
                    different.removeAll(keepingCapacity: true)
                }
                if groups >= 6, different.count >= 3 { return true }
                group = 1
                length = 0
            default:
                groups = 0
                different.removeAll(keepingCapacity: true)
                group = 1
                length = 0
            }
        }
        return false
    }

    /// Whether four lines or more with hardly a letter or digit follow one another that together draw something.
    private static func holdsDrawing(_ scalars: [UInt32]) -> Bool {
        var lines = 0
        var strokes = 0
        var ink = 0
        var lineInk = 0
        var lineText = 0
        for value in scalars + [0x0A] {
            if value == 0x0A {
                if lineText * 4 > lineInk || lineInk == 0 {
                    (lines, strokes, ink) = (0, 0, 0)
                } else {
                    lines += 1
                    ink += lineInk
                    if lines >= 4, ink >= 16, strokes >= 6 { return true }
                }
                (lineInk, lineText) = (0, 0)
            } else if ScalarClass.isLetter(value) || ScalarClass.isDigit(value) {
                lineText += 1
            } else if !ScalarClass.isSpace(value) {
                lineInk += 1
                if isStroke(value) { strokes += 1 }
            }
        }
        return false
    }

    /// What pictures are drawn with, and tables and rules are not.
    private static func isStroke(_ value: UInt32) -> Bool {
        switch value {
        case 0x23, 0x25, 0x2F, 0x40, 0x5C, 0x5F, 0x2580...0x259F: true
        default: false
        }
    }
}
