/// A national number that mixes letters and digits.
struct LetteredScheme {
    let country: StaticString
    let type: PIIType
    let hint: ContextHint
    /// Whether a check letter or digit was right.
    let hasCheck: Bool
    /// Whether the shape alone gives it away.
    let isDistinctive: Bool

    /// The scheme that a number follows.
    static func match(_ value: LetteredNumber) -> LetteredScheme? {
        switch value.count {
        case 9:
            if value.isShaped("nnnnnnnna"), isSpanish(value.number(0..<8), value, at: 8) { return spanish }
            if value.isShaped("annnnnnna") {
                if [23, 24, 25].contains(value.letter(0)), isForeigner(value) { return spanish }
                if isSingaporean(value) { return national("SG", .singapore) }
            }
            if isNationalInsurance(value) {
                return LetteredScheme(
                    country: "GB", type: .nationalID, hint: .britain, hasCheck: false, isDistinctive: true)
            }
            return value.isShaped("nnnnnnnaa") && isIrish(value) ? national("IE", .identity, isDistinctive: false) : nil
        case 8:
            return value.isShaped("nnnnnnna") && isIrish(value) ? national("IE", .identity, isDistinctive: false) : nil
        case 10:
            if value.isShaped("aaaaannnna"), Array("abcfghljpt".utf8).contains(value.characters[3]) {
                return LetteredScheme(
                    country: "IN", type: .taxID, hint: .india, hasCheck: false, isDistinctive: true)
            }
            return value.isShaped("annnnnnnnn") && isTaiwanese(value) ? national("TW", .asia) : nil
        case 15: return isFrenchCorsican(value) ? national("FR", .france) : nil
        case 16: return isItalian(value) ? national("IT", .italy) : nil
        case 18:
            if value.isShaped("nnnnnnnnnnnnnnnnna") { return isChinese(value) ? national("CN", .china) : nil }
            return value.isShaped("aaaannnnnnaaaaaaxn") && isMexican(value) ? national("MX", .latinAmerica) : nil
        default: return nil
        }
    }

    private static let spanish = national("ES", .spain)

    private static func national(
        _ country: StaticString, _ hint: ContextHint, isDistinctive: Bool = true
    ) -> LetteredScheme {
        LetteredScheme(country: country, type: .nationalID, hint: hint, hasCheck: true, isDistinctive: isDistinctive)
    }

    /// DNI: the letter is the remainder modulo 23.
    static func isSpanish(_ number: Int, _ value: LetteredNumber, at place: Int) -> Bool {
        value.characters[place] == Array("trwagmyfpdxbnjzsqvhlcke".utf8)[number % 23]
    }

    /// NIE: X, Y and Z stand for 0, 1 and 2.
    private static func isForeigner(_ value: LetteredNumber) -> Bool {
        isSpanish((value.letter(0) - 23) * 10_000_000 + value.number(1..<8), value, at: 8)
    }

    /// NRIC and FIN: weights 2, 7, 6, 5, 4, 3, 2; 4 more for T and G, 3 more for M.
    private static func isSingaporean(_ value: LetteredNumber) -> Bool {
        let sum = value.weighted([2, 7, 6, 5, 4, 3, 2], from: 1)
        let expected: UInt8
        switch value.characters[0] {
        case UInt8(ascii: "s"): expected = Array("jzihgfedcba".utf8)[sum % 11]
        case UInt8(ascii: "t"): expected = Array("jzihgfedcba".utf8)[(sum + 4) % 11]
        case UInt8(ascii: "f"): expected = Array("xwutrqpnmlk".utf8)[sum % 11]
        case UInt8(ascii: "g"): expected = Array("xwutrqpnmlk".utf8)[(sum + 4) % 11]
        case UInt8(ascii: "m"): expected = Array("xwutrqpnjlk".utf8)[10 - (sum + 3) % 11]
        default: return false
        }
        return value.characters[8] == expected
    }

    /// National insurance number: two letters of those in use, six digits, A to D.
    static func isNationalInsurance(_ value: LetteredNumber) -> Bool {
        guard value.isShaped("aannnnnna"), value.letter(8) <= 3 else { return false }
        let pair = String(decoding: value.characters[0..<2], as: UTF8.self)
        return !"dfiquv".utf8.contains(value.characters[0]) && !"dfioquv".utf8.contains(value.characters[1])
            && !["bg", "gb", "kn", "nk", "nt", "tn", "zz"].contains(pair)
    }

    /// PPS number: weights 8 to 2, a second letter counts nine times.
    private static func isIrish(_ value: LetteredNumber) -> Bool {
        let second = value.count == 9 ? (value.letter(8) == 22 ? 0 : value.letter(8) + 1) : 0
        let sum = value.weighted([8, 7, 6, 5, 4, 3, 2], from: 0) + 9 * second
        return value.characters[7] == Array("wabcdefghijklmnopqrstuv".utf8)[sum % 23]
    }

    /// Identity number of Taiwan: the letter stands for two digits; weights 1, 9 to 1, 1.
    private static func isTaiwanese(_ value: LetteredNumber) -> Bool {
        guard value.digit(1) == 1 || value.digit(1) == 2 else { return false }
        let code = [
            10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
        ][value.letter(0)]
        return (code / 10 + code % 10 * 9 + value.weighted([8, 7, 6, 5, 4, 3, 2, 1, 1], from: 1)) % 10 == 0
    }

    /// Numéro d'inscription au répertoire of Corsica: 2A counts as 19, 2B as 18.
    private static func isFrenchCorsican(_ value: LetteredNumber) -> Bool {
        guard value.count == 15, value.isShaped("nnnnnnannnnnnnn"), value.letter(6) <= 1, value.digit(5) == 2 else {
            return false
        }
        let place = value.letter(6) == 0 ? 19 : 18
        let body = (value.number(0..<5) * 100 + place) * 1_000_000 + value.number(7..<13)
        return 97 - body % 97 == value.number(13..<15)
    }

    /// Codice fiscale: letters of the names, day of birth, place, check letter.
    private static func isItalian(_ value: LetteredNumber) -> Bool {
        // Digits may be written as letters to tell namesakes apart.
        guard value.isShaped("aaaaaaxxaxxaxxxa"), value.digitCount >= 3 else { return false }
        guard Array("abcdehlmprst".utf8).contains(value.characters[8]) else { return false }
        let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
        var sum = 0
        for place in 0..<15 {
            let isDigit = PIIScan.isDigit(value.characters[place])
            let number = isDigit ? value.digit(place) : value.letter(place)
            sum += place % 2 == 0 ? odd[number] : number
        }
        return value.letter(15) == sum % 26
    }

    /// Resident identity number of China that ends in X.
    private static func isChinese(_ value: LetteredNumber) -> Bool {
        guard value.characters[17] == UInt8(ascii: "x") else { return false }
        var digits = DigitWindow(start: 0)
        digits.append(0..<17, separator: 0, in: value.characters)
        return NationalNumber.isChinese(digits) && digits.weighted(NationalNumber.chineseWeights) % 11 == 2
    }

    /// CURP: letters, day of birth, sex, state, consonants, check digit.
    private static func isMexican(_ value: LetteredNumber) -> Bool {
        guard value.characters[10] == UInt8(ascii: "h") || value.characters[10] == UInt8(ascii: "m"),
            1...12 ~= value.number(6..<8), 1...31 ~= value.number(8..<10)
        else { return false }
        var sum = 0
        for place in 0..<17 {
            let isDigit = PIIScan.isDigit(value.characters[place])
            let letter = value.letter(place)
            // Ñ stands between N and O.
            sum += (isDigit ? value.digit(place) : 10 + letter + (letter > 13 ? 1 : 0)) * (18 - place)
        }
        return (10 - sum % 10) % 10 == value.digit(17)
    }
}
