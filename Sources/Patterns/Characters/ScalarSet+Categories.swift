extension ScalarSet {
    /// The scalars with a general category, by its short or long name as Unicode writes it: `Lu`, `Uppercase_Letter`.
    ///
    /// Nil for a name Unicode does not have.
    static func category(named name: String) -> ScalarSet? {
        let categories: Set<Unicode.GeneralCategory>
        switch name {
        case "L", "Letter": categories = letters
        case "LC", "Cased_Letter": categories = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
        case "M", "Mark", "Combining_Mark": categories = [.nonspacingMark, .spacingMark, .enclosingMark]
        case "N", "Number": categories = numbers
        case "P", "Punctuation", "punct":
            categories = [
                .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation,
            ]
        case "S", "Symbol": categories = [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]
        case "Z", "Separator": categories = [.spaceSeparator, .lineSeparator, .paragraphSeparator]
        case "C", "Other": categories = [.control, .format, .surrogate, .privateUse, .unassigned]
        default:
            guard let single = singleCategory(named: name) else { return nil }
            categories = [single]
        }
        return ScalarSet(GeneralCategories.table.ranges(of: categories))
    }

    private static var letters: Set<Unicode.GeneralCategory> {
        [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
    }

    private static var numbers: Set<Unicode.GeneralCategory> { [.decimalNumber, .letterNumber, .otherNumber] }

    private static func singleCategory(named name: String) -> Unicode.GeneralCategory? {
        switch name {
        case "Lu", "Uppercase_Letter": .uppercaseLetter
        case "Ll", "Lowercase_Letter": .lowercaseLetter
        case "Lt", "Titlecase_Letter": .titlecaseLetter
        case "Lm", "Modifier_Letter": .modifierLetter
        case "Lo", "Other_Letter": .otherLetter
        case "Mn", "Nonspacing_Mark": .nonspacingMark
        case "Mc", "Spacing_Mark": .spacingMark
        case "Me", "Enclosing_Mark": .enclosingMark
        case "Nd", "Decimal_Number", "digit": .decimalNumber
        case "Nl", "Letter_Number": .letterNumber
        case "No", "Other_Number": .otherNumber
        case "Pc", "Connector_Punctuation": .connectorPunctuation
        case "Pd", "Dash_Punctuation": .dashPunctuation
        case "Ps", "Open_Punctuation": .openPunctuation
        case "Pe", "Close_Punctuation": .closePunctuation
        case "Pi", "Initial_Punctuation": .initialPunctuation
        case "Pf", "Final_Punctuation": .finalPunctuation
        case "Po", "Other_Punctuation": .otherPunctuation
        case "Sm", "Math_Symbol": .mathSymbol
        case "Sc", "Currency_Symbol": .currencySymbol
        case "Sk", "Modifier_Symbol": .modifierSymbol
        case "So", "Other_Symbol": .otherSymbol
        case "Zs", "Space_Separator": .spaceSeparator
        case "Zl", "Line_Separator": .lineSeparator
        case "Zp", "Paragraph_Separator": .paragraphSeparator
        case "Cc", "Control", "cntrl": .control
        case "Cf", "Format": .format
        case "Cs", "Surrogate": .surrogate
        case "Co", "Private_Use": .privateUse
        case "Cn", "Unassigned": .unassigned
        default: nil
        }
    }

    /// What `\d` matches: decimal digits of every script, or ASCII's.
    static func digits(ascii: Bool) -> ScalarSet {
        ascii ? ScalarSet([0x30...0x39]) : ScalarSet(GeneralCategories.table.ranges(of: [.decimalNumber]))
    }

    /// What `\w` matches: letters, numbers and the low line, as Python defines it, or ASCII's.
    static func words(ascii: Bool) -> ScalarSet {
        guard !ascii else { return ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]) }
        return ScalarSet(GeneralCategories.table.ranges(of: letters.union(numbers)) + [0x5F...0x5F])
    }

    /// What `\s` matches: Python's spaces, or ECMA-262's, which know U+FEFF but neither U+0085 nor U+001C to U+001F.
    static func spaces(ecmaScript: Bool) -> ScalarSet {
        let common: [ClosedRange<UInt32>] = [
            0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
            0x205F...0x205F, 0x3000...0x3000,
        ]
        return ScalarSet(common + (ecmaScript ? [0xFEFF...0xFEFF] : [0x1C...0x1F, 0x85...0x85]))
    }

    /// What ends a line.
    static func lineEnds(ecmaScript: Bool) -> ScalarSet {
        ScalarSet(ecmaScript ? [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029] : [0x0A...0x0A])
    }
}
