extension NationalNumber {
    /// Schemes of other continents with their counts of digits.
    static let beyondEurope: [(Int, NationalNumber)] = [
        (11, NationalNumber(country: "BR", type: .nationalID, hint: .brazil, fit: cpf)),
        (14, NationalNumber(country: "BR", type: .taxID, hint: .brazil, fit: cnpj)),
        (9, NationalNumber(country: "CA", type: .nationalID, hint: .canada, fit: sin)),
        (12, NationalNumber(country: "IN", type: .nationalID, hint: .india, fit: aadhaar)),
        (12, NationalNumber(country: "JP", type: .nationalID, hint: .japan, fit: myNumber)),
        (13, NationalNumber(country: "KR", type: .nationalID, hint: .korea, fit: korean)),
        (18, NationalNumber(country: "CN", type: .nationalID, hint: .china, fit: chinese)),
        (9, NationalNumber(country: "AU", type: .taxID, hint: .australia, fit: taxFile)),
        (8, NationalNumber(country: "AU", type: .taxID, hint: .australia, fit: taxFile)),
        (10, NationalNumber(country: "AU", type: .socialInsurance, hint: .australia, fit: medicare)),
        (11, NationalNumber(country: "AU", type: .socialInsurance, hint: .australia, fit: medicare)),
        (11, NationalNumber(country: "AU", type: .taxID, hint: .australia, fit: abn)),
        (11, NationalNumber(country: "AR", type: .taxID, hint: .latinAmerica, fit: cuit)),
        (13, NationalNumber(country: "ZA", type: .nationalID, hint: .africa, fit: southAfrican)),
        (13, NationalNumber(country: "TH", type: .nationalID, hint: .asia, fit: thai)),
        (9, NationalNumber(country: "IL", type: .nationalID, hint: .asia, fit: israeli)),
    ]

    /// CPF: two check digits, weights from 10 and from 11 down, modulo 11.
    @Sendable static func cpf(_ digits: DigitWindow) -> Fit? {
        let first = digits.weighted([10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        let second = digits.weighted([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        guard first == digits.digit(9), second == digits.digit(10) else { return nil }
        if digits.isGrouped(3, 3, 3, 2) || digits.isGrouped(9, 2) { return .strong }
        return digits.groupCount == 1 ? .weak : nil
    }

    /// CNPJ: two check digits, weights 2 to 9 from the right, modulo 11.
    @Sendable static func cnpj(_ digits: DigitWindow) -> Fit? {
        let first = digits.weighted([5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
        let second = digits.weighted([6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
        guard (first < 2 ? 0 : 11 - first) == digits.digit(12), (second < 2 ? 0 : 11 - second) == digits.digit(13)
        else { return nil }
        return digits.isGrouped(2, 3, 3, 4, 2) ? .strong : digits.groupCount == 1 ? .weak : nil
    }

    /// Social insurance number: Luhn; 0 is given by the tax agency, 8 to businesses only.
    @Sendable static func sin(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(3, 3, 3), digits.digit(0) != 8, digits.value != 0 else {
            return nil
        }
        return Checksum.luhn(digits.value) ? .weak : nil
    }

    /// Aadhaar: Verhoeff; begins with 2 to 9.
    @Sendable static func aadhaar(_ digits: DigitWindow) -> Fit? {
        guard digits.digit(0) >= 2, Checksum.verhoeff(digits.value) else { return nil }
        return digits.isGrouped(4, 4, 4) && digits.isUniform ? .plain : digits.groupCount == 1 ? .weak : nil
    }

    /// My Number: weights 6 to 2 and 7 to 2 modulo 11.
    @Sendable static func myNumber(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(4, 4, 4) else { return nil }
        let rest = digits.weighted([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return (rest <= 1 ? 0 : 11 - rest) == digits.digit(11) ? .weak : nil
    }

    /// Resident registration number: day of birth, sex and century, weights modulo 11.
    @Sendable static func korean(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(6, 7) else { return nil }
        let century = [1_800, 1_900, 1_900, 2_000, 2_000, 1_900, 1_900, 2_000, 2_000, 1_800][digits.digit(6)]
        guard
            Checksum.isDay(
                year: century + digits.number(0, 2), month: digits.number(2, 2), day: digits.number(4, 2))
        else { return nil }
        let sum = digits.weighted([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
        guard (11 - sum % 11) % 10 == digits.digit(12) else { return nil }
        return digits.groupCount == 2 ? .strong : .weak
    }

    /// Resident identity number of China: province, day of birth, ISO 7064 modulo 11, 2.
    @Sendable static func chinese(_ digits: DigitWindow) -> Fit? {
        guard isChinese(digits) else { return nil }
        let sum = digits.weighted(chineseWeights)
        return (12 - sum % 11) % 11 == digits.digit(17) ? .strong : nil
    }

    /// Place and day of birth at the front of a Chinese number of 17 or 18 digits.
    static func isChinese(_ digits: DigitWindow) -> Bool {
        guard digits.groupCount == 1 else { return false }
        switch digits.number(0, 2) {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91: break
        default: return false
        }
        return Checksum.isDay(year: digits.number(6, 4), month: digits.number(10, 2), day: digits.number(12, 2))
    }

    static let chineseWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

    /// Tax file number: weights modulo 11.
    @Sendable static func taxFile(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(3, 3, 3) || digits.isGrouped(2, 3, 3) else { return nil }
        let weights = digits.count == 9 ? [1, 4, 3, 7, 5, 8, 6, 9, 10] : [10, 7, 8, 4, 6, 3, 5, 1]
        return digits.weighted(weights) % 11 == 0 ? .weak : nil
    }

    /// Medicare card: weights 1, 3, 7, 9, an issue number, and perhaps the person's place on the card.
    @Sendable static func medicare(_ digits: DigitWindow) -> Fit? {
        guard 2...6 ~= digits.digit(0), digits.digit(9) != 0 else { return nil }
        guard digits.weighted([1, 3, 7, 9, 1, 3, 7, 9]) % 10 == digits.digit(8) else { return nil }
        if digits.isGrouped(4, 5, 1) || digits.isGrouped(4, 5, 1, 1) { return .plain }
        return digits.groupCount == 1 ? .weak : nil
    }

    /// Australian business number: weights modulo 89.
    @Sendable static func abn(_ digits: DigitWindow) -> Fit? {
        guard digits.digit(0) != 0, digits.groupCount == 1 || digits.isGrouped(2, 3, 3, 3) else { return nil }
        guard (digits.weighted([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0 else { return nil }
        return digits.groupCount == 4 ? .strong : .weak
    }

    /// CUIT and CUIL: a kind, a number, weights modulo 11.
    @Sendable static func cuit(_ digits: DigitWindow) -> Fit? {
        guard [20, 23, 24, 27, 30, 33, 34, 50, 51, 55].contains(digits.number(0, 2)) else { return nil }
        let rest = digits.weighted([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        // A rest of 1 would need the digit 10, in whose place 9 is written.
        guard (rest == 1 ? 9 : (11 - rest) % 11) == digits.digit(10) else { return nil }
        return digits.isGrouped(2, 8, 1) ? .strong : digits.groupCount == 1 ? .weak : nil
    }

    /// South African identity number: day of birth, citizenship, Luhn.
    @Sendable static func southAfrican(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(6, 4, 2, 1) || digits.isGrouped(6, 4, 3) else { return nil }
        let isDay = [1_900, 2_000].contains {
            Checksum.isDay(year: $0 + digits.number(0, 2), month: digits.number(2, 2), day: digits.number(4, 2))
        }
        return isDay && digits.digit(10) <= 2 && Checksum.luhn(digits.value) ? .plain : nil
    }

    /// Thai identity number: weights 13 to 2 modulo 11.
    @Sendable static func thai(_ digits: DigitWindow) -> Fit? {
        guard digits.digit(0) != 0 else { return nil }
        let sum = digits.weighted([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
        guard (11 - sum % 11) % 10 == digits.digit(12) else { return nil }
        return digits.isGrouped(1, 4, 5, 2, 1) ? .strong : digits.groupCount == 1 ? .weak : nil
    }

    /// Israeli identity number: Luhn over nine digits.
    @Sendable static func israeli(_ digits: DigitWindow) -> Fit? {
        digits.groupCount <= 2 && Checksum.luhn(digits.value) ? .weak : nil
    }
}
