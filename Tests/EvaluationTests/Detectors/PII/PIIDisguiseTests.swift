import Evaluation
import TestKit
import Testing

@Suite("Numbers written as hardly anybody writes them")
struct PIIDisguiseTests {
    /// A Visa card with a right check digit, or an American Express card.
    static func card(_ generator: inout SeededGenerator, isLong: Bool = true) -> [Int] {
        var digits = (isLong ? [4] : [3, 7]) + generator.digits(isLong ? 14 : 12)
        let total = digits.reversed().enumerated().reduce(0) { total, item in
            let value = item.element * (item.offset % 2 == 0 ? 2 : 1)
            return total + value / 10 + value % 10
        }
        digits.append((10 - total % 10) % 10)
        return digits
    }

    static func grouped(_ digits: [Int], _ lengths: [Int], _ separators: [String]) -> String {
        PIINationalNumberTests.grouped(digits, lengths, separators)
    }

    private static let signs = [
        "•", "💳", "№", "#", "*", "**", "→", "①", "¹", "1️⃣", "❶", "☎", "€", "$", "£", "₫", "¥", "_", "`", "~", "(", "[",
        "{",
        "<", "\"", "“", "«", "|", "/", "\\", "=", ":", ";", "- ", "– ", "— ", "-", "—", "+", "&", "@", "!", "?", "%",
        "^", "°",
        "§", "©", "×", "÷", "√", "∞", "…", "·", "‧", "◦", "‣", "▪", "★", "♥", "✓", "➤", "👉", "🇺🇸", "\u{200B}",
        "\u{2060}",
        "\u{FEFF}", "\u{AD}", "\t", "\n", "1. ", "1) ", ", ",
    ]

    @Test("No sign before a card number hides it", arguments: signs)
    func noSignHides(_ sign: String) {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<20 {
            let digits = Self.card(&generator)
            for value in [PIINationalNumberTests.joined(digits), Self.grouped(digits, [4, 4, 4, 4], [" "])] {
                #expect(PII.values(.card, in: sign + value) == [value], "\(sign)\(value)")
                #expect(PII.values(.card, in: "He said \(sign)\(value), twice.") == [value], "\(sign)\(value)")
            }
        }
    }

    private static let separators = [
        "_", "__", "\n", "\r\n", " \n ", "·", " · ", "•", "/", "–", " – ", "—", "-", "--", "\u{A0}", "\u{2009}",
        "\u{202F}",
        "\u{3000}", "\u{2028}", "\u{2003}", "\t", "|", " | ", ",", ", ", ":", ";", "+", "*", "~", "'", "  ", "     ",
        "💳",
        "→", "\u{200B}", "=", "&", "×", ".", ". ", "",
    ]

    @Test("No separator between the groups of a card number hides it", arguments: separators)
    func noSeparatorHides(_ separator: String) {
        var generator = SeededGenerator(seed: 32)
        for round in 0..<20 {
            let isLong = round % 4 != 0
            let digits = Self.card(&generator, isLong: isLong)
            let value = Self.grouped(digits, isLong ? [4, 4, 4, 4] : [4, 6, 5], [separator])
            for text in [value, "Card \(value) is mine", "The number on it:\n\(value)", "💳\(value)"] {
                #expect(PII.values(.card, in: text) == [value], "\(text)")
            }
        }
    }

    @Test("Any mixture of separators leaves a card number found")
    func mixtures() {
        var generator = SeededGenerator(seed: 33)
        for _ in 0..<400 {
            let mixed = (0..<3).map { _ in Self.separators.dropLast().randomElement(using: &generator) ?? " " }
            let value = Self.grouped(Self.card(&generator), [4, 4, 4, 4], mixed)
            #expect(PII.values(.card, in: value) == [value], "\(value)")
            #expect(PII.values(.card, in: "my card \(value) yes") == [value], "\(value)")
        }
    }

    @Test(
        "No word written together with a card number hides it",
        arguments: [
            "Card", "Pay", "number", "card_", "cardNumber", "VISA:", "creditcard", "número", "thẻ", "карта", "卡号", "№ ",
            "nº", "No.", "CC", "PAN", "CARD#", "cc=",
        ])
    func noWordHides(_ word: String) {
        var generator = SeededGenerator(seed: 34)
        for _ in 0..<20 {
            let digits = Self.card(&generator)
            for value in [PIINationalNumberTests.joined(digits), Self.grouped(digits, [4, 4, 4, 4], ["-"])] {
                #expect(PII.values(.card, in: word + value) == [value], "\(word)\(value)")
            }
        }
    }

    @Test("A card that a word names is found in any groups, and next to what is printed on it")
    func named() {
        for (text, value) in [
            ("Card 4 5 5 6 7 3 7 5 8 6 8 9 9 8 5 5", "4 5 5 6 7 3 7 5 8 6 8 9 9 8 5 5"),
            ("Card 45 56 73 75 86 89 98 55", "45 56 73 75 86 89 98 55"),
            ("Card: 45567375\n86899855", "45567375\n86899855"),
            ("4556737586899855exp12/26", "4556737586899855"), ("Card4556737586899855cvv123", "4556737586899855"),
            ("4556737586899855²", "4556737586899855"), ("_4556737586899855_", "4556737586899855"),
            ("**4556737586899855**", "4556737586899855"), ("1. 4556\n7375\n8689\n9855", "4556\n7375\n8689\n9855"),
            ("Card numbers:\n4556\n7375\n8689\n9855\n1234", "4556\n7375\n8689\n9855"),
            ("4556 7375 8689 9855 1226", "4556 7375 8689 9855"),
        ] { #expect(PII.values(.card, in: text) == [value], "\(text)") }
        let two = "4556 7375 8689 9855 4539 1488 0343 6467"
        #expect(PII.values(.card, in: two) == ["4556 7375 8689 9855", "4539 1488 0343 6467"])
    }

    @Test(
        "Digits of any script are digits",
        arguments: [
            "４５５６７３７５８６８９９８５５", "٤٥٥٦٧٣٧٥٨٦٨٩٩٨٥٥", "۴۵۵۶۷۳۷۵۸۶۸۹۹۸۵۵", "४५५६७३७५८६८९९८५५", "৪৫৫৬৭৩৭৫৮৬৮৯৯৮৫৫",
            "๔๕๕๖๗๓๗๕๘๖๘๙๙๘๕๕", "④⑤⑤⑥⑦③⑦⑤⑧⑥⑧⑨⑨⑧⑤⑤", "𝟒𝟓𝟓𝟔𝟕𝟑𝟕𝟓𝟖𝟔𝟖𝟗𝟗𝟖𝟓𝟓", "４５５６_７３７５_８６８９_９８５５", "٤٥٥٦\n٧٣٧٥\n٨٦٨٩\n٩٨٥٥",
        ])
    func scripts(_ text: String) {
        #expect(PIIDetector().scan(text).map(\.key) == ["4556737586899855"], "\(text)")
        #expect(PII.values(.card, in: "•\(text)") == [text], "\(text)")
    }

    @Test(
        "Other numbers are found with signs around and in them, too",
        arguments: [
            ("SSN536-22-8726", PIIType.usSSN, "536-22-8726"), ("•536-22-8726", .usSSN, "536-22-8726"),
            ("$536-22-8726", .usSSN, "536-22-8726"), ("SSN 536_22_8726", .usSSN, "536_22_8726"),
            ("536_22_8726", .usSSN, "536_22_8726"), ("SSN: 536·22·8726", .usSSN, "536·22·8726"),
            ("SSN 536/22/8726", .usSSN, "536/22/8726"), ("SSN: 536\n22\n8726", .usSSN, "536\n22\n8726"),
            ("SSN536228726", .usSSN, "536228726"), ("my ssn is 536 - 22 - 8726", .usSSN, "536 - 22 - 8726"),
            ("SSN 536-22 8726", .usSSN, "536-22 8726"),
            ("ssn 536\u{2009}22\u{202F}8726", .usSSN, "536\u{2009}22\u{202F}8726"),
            ("IBANDE89370400440532013000", .iban, "DE89370400440532013000"),
            ("•DE89370400440532013000", .iban, "DE89370400440532013000"),
            ("DE89_3704_0044_0532_0130_00", .iban, "DE89_3704_0044_0532_0130_00"),
            ("DE89·3704·0044·0532·0130·00", .iban, "DE89·3704·0044·0532·0130·00"),
            ("DE89\n3704\n0044\n0532\n0130\n00", .iban, "DE89\n3704\n0044\n0532\n0130\n00"),
            ("DE89_3704 0044-0532\n0130/00", .iban, "DE89_3704 0044-0532\n0130/00"),
            ("IBANDE89 3704 0044 0532 0130 00", .iban, "DE89 3704 0044 0532 0130 00"),
            ("📞0912345678", .phone, "0912345678"), ("•0912 345 678", .phone, "0912 345 678"),
            ("Tel0912345678", .phone, "0912345678"), ("SĐT0912345678", .phone, "0912345678"),
            ("Phone: 0912·345·678", .phone, "0912·345·678"), ("Phone: 0912_345_678", .phone, "0912_345_678"),
            ("+84·912·345·678", .phone, "+84·912·345·678"), ("call +1_415_867_5309", .phone, "+1_415_867_5309"),
            ("Phone:\n+84 912\n345 678", .phone, "+84 912\n345 678"),
            ("CPF11144477735", .nationalID, "11144477735"), ("CPF 111_444_777_35", .nationalID, "111_444_777_35"),
            ("•111.444.777-35", .nationalID, "111.444.777-35"), ("NHS9434765919", .nationalID, "9434765919"),
            ("NHS 943·476·5919", .nationalID, "943·476·5919"), ("CCCD079203012345", .vietnameseID, "079203012345"),
            ("•079203012345", .vietnameseID, "079203012345"),
            ("CCCD: 079·203·012·345", .vietnameseID, "079·203·012·345"),
            ("MST0100109106", .taxID, "0100109106"),
        ])
    func others(_ text: String, _ type: PIIType, _ value: String) {
        #expect(PII.values(type, in: text) == [value], "\(PIIDetector().scan(text))")
        #expect(PIIDetector().scan(text).count == 1, "\(PIIDetector().scan(text))")
    }
}
