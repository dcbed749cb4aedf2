extension NationalNumber {
    /// European schemes with their counts of digits.
    static let european: [(Int, NationalNumber)] = [
        (10, NationalNumber(country: "GB", type: .nationalID, hint: .britain, fit: nhs)),
        (15, NationalNumber(country: "FR", type: .nationalID, hint: .france, fit: nir)),
        (11, NationalNumber(country: "PL", type: .nationalID, hint: .poland, fit: pesel)),
        (11, NationalNumber(country: "DE", type: .nationalID, hint: .germany, fit: steuerID)),
        (9, NationalNumber(country: "NL", type: .nationalID, hint: .netherlands, fit: bsn)),
        (10, NationalNumber(country: "SE", type: .nationalID, hint: .sweden, fit: personnummer)),
        (12, NationalNumber(country: "SE", type: .nationalID, hint: .sweden, fit: personnummer)),
        (11, NationalNumber(country: "BE", type: .nationalID, hint: .belgium, fit: belgian)),
        (11, NationalNumber(country: "TR", type: .nationalID, hint: .turkey, fit: turkish)),
        (13, NationalNumber(country: "CH", type: .socialInsurance, hint: .switzerland, fit: swiss)),
        (11, NationalNumber(country: "NO", type: .nationalID, hint: .nordic, fit: norwegian)),
        (10, NationalNumber(country: "DK", type: .nationalID, hint: .nordic, fit: danish)),
        (13, NationalNumber(country: "RO", type: .nationalID, hint: .easternEurope, fit: romanian)),
        (11, NationalNumber(country: "HR", type: .nationalID, hint: .easternEurope, fit: croatian)),
        (10, NationalNumber(country: "BG", type: .nationalID, hint: .easternEurope, fit: bulgarian)),
        (11, NationalNumber(country: "EE", type: .nationalID, hint: .easternEurope, fit: baltic)),
        (10, NationalNumber(country: "CZ", type: .nationalID, hint: .easternEurope, fit: czech)),
        (9, NationalNumber(country: "PT", type: .taxID, hint: [.spain, .france], fit: portuguese)),
    ]

    /// NHS number: weights 10 to 2, modulo 11.
    @Sendable static func nhs(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(3, 3, 4) && digits.isUniform else { return nil }
        let check = (11 - digits.weighted([10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11
        return check == digits.digit(9) ? .weak : nil
    }

    /// Numéro d'inscription au répertoire: sex, year, month, place, order and 97 less the rest.
    @Sendable static func nir(_ digits: DigitWindow) -> Fit? {
        guard [1, 2, 3, 4, 7, 8].contains(digits.digit(0)) else { return nil }
        let month = digits.number(3, 2)
        guard 1...12 ~= month || 20...42 ~= month || 50...99 ~= month else { return nil }
        guard digits.number(5, 2) != 0, digits.number(10, 3) != 0 else { return nil }
        guard 97 - digits.number(0, 13) % 97 == digits.number(13, 2) else { return nil }
        if digits.isGrouped(1, 2, 2, 2, 3, 3, 2) || digits.isGrouped(13, 2) { return .strong }
        return digits.groupCount <= 2 ? .plain : .weak
    }

    /// PESEL: the month carries the century; weights 1, 3, 7, 9.
    @Sendable static func pesel(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 else { return nil }
        let centuries = [1_900, 2_000, 2_100, 2_200, 1_800]
        let month = digits.number(2, 2)
        let year = centuries[min(4, month / 20)] + digits.number(0, 2)
        guard Checksum.isDay(year: year, month: month % 20, day: digits.number(4, 2)) else { return nil }
        let sum = digits.weighted([1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
        return (10 - sum % 10) % 10 == digits.digit(10) ? .plain : nil
    }

    /// Steuer-Identifikationsnummer: of the first ten digits exactly one is written two or three times.
    @Sendable static func steuerID(_ digits: DigitWindow) -> Fit? {
        guard digits.digit(0) != 0, digits.groupCount == 1 || digits.isGrouped(2, 3, 3, 3) else { return nil }
        var counts = [Int](repeating: 0, count: 10)
        for place in 0..<10 { counts[digits.digit(place)] += 1 }
        let repeated = counts.filter { $0 > 1 }
        guard repeated == [2] || repeated == [3], Checksum.mod11and10(digits) else { return nil }
        return digits.groupCount == 4 ? .strong : .plain
    }

    /// Burgerservicenummer: weights 9 to 2 and -1, modulo 11.
    @Sendable static func bsn(_ digits: DigitWindow) -> Fit? {
        guard digits.weighted([9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0, digits.value > 1_000_000 else { return nil }
        if digits.isGrouped(4, 2, 3), digits.hasSeparator(0x2E) { return .strong }
        return digits.groupCount == 1 || digits.isGrouped(3, 3, 3) ? .weak : nil
    }

    /// Personnummer and samordningsnummer: day of birth (plus 60), Luhn over ten digits.
    @Sendable static func personnummer(_ digits: DigitWindow) -> Fit? {
        let offset = digits.count - 10
        guard digits.groupCount == 1 || digits.isGrouped(6 + offset, 4) else { return nil }
        let day = digits.number(offset + 4, 2)
        let years = offset == 2 ? [digits.number(0, 4)] : [1_900 + digits.number(0, 2), 2_000 + digits.number(0, 2)]
        guard
            years.contains(where: {
                Checksum.isDay(year: $0, month: digits.number(offset + 2, 2), day: day > 60 ? day - 60 : day)
            }), Checksum.luhn(digits.value % 10_000_000_000)
        else { return nil }
        if digits.groupCount == 2, digits.separator(0) == 0x2D { return .strong }
        return offset == 2 ? .plain : .weak
    }

    /// Rijksregisternummer: day of birth, order, 97 less the rest; a 2 in front for births from 2000 on.
    @Sendable static func belgian(_ digits: DigitWindow) -> Fit? {
        let isGrouped = digits.isGrouped(2, 2, 2, 3, 2) || digits.isGrouped(6, 3, 2)
        guard isGrouped || digits.groupCount == 1, digits.number(2, 2) % 20 <= 12, digits.number(4, 2) <= 31 else {
            return nil
        }
        let body = digits.number(0, 9)
        let check = digits.number(9, 2)
        guard 97 - body % 97 == check || 97 - (2_000_000_000 + body) % 97 == check else { return nil }
        return isGrouped ? .strong : .plain
    }

    /// T.C. kimlik: two check digits from the odd and even places.
    @Sendable static func turkish(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1, digits.digit(0) != 0 else { return nil }
        let odd = digits.digit(0) + digits.digit(2) + digits.digit(4) + digits.digit(6) + digits.digit(8)
        let even = digits.digit(1) + digits.digit(3) + digits.digit(5) + digits.digit(7)
        let tenth = ((odd * 7 - even) % 10 + 10) % 10
        return tenth == digits.digit(9) && (odd + even + tenth) % 10 == digits.digit(10) ? .weak : nil
    }

    /// AHV number: 756 and the check digit of an EAN-13.
    @Sendable static func swiss(_ digits: DigitWindow) -> Fit? {
        guard digits.number(0, 3) == 756 else { return nil }
        let sum = digits.weighted([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3])
        guard (10 - sum % 10) % 10 == digits.digit(12) else { return nil }
        return digits.isGrouped(3, 4, 4, 2) ? .strong : digits.groupCount == 1 ? .plain : nil
    }

    /// Fødselsnummer: day of birth and two check digits modulo 11.
    @Sendable static func norwegian(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(6, 5) else { return nil }
        guard digits.number(0, 2) % 40 <= 31, digits.number(0, 2) % 40 >= 1, 1...12 ~= digits.number(2, 2) % 40 else {
            return nil
        }
        let first = (11 - digits.weighted([3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11
        let second = (11 - digits.weighted([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
        guard first == digits.digit(9), second == digits.digit(10) else { return nil }
        return digits.groupCount == 2 ? .strong : .plain
    }

    /// CPR number: day of birth; the check modulo 11 is no longer kept, so a word must name it.
    @Sendable static func danish(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(6, 4) else { return nil }
        let isDay = [1_900, 2_000].contains {
            Checksum.isDay(year: $0 + digits.number(4, 2), month: digits.number(2, 2), day: digits.number(0, 2))
        }
        guard isDay, digits.weighted([4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 else { return nil }
        return digits.groupCount == 2 && digits.separator(0) == 0x2D ? .plain : .weak
    }

    /// Cod numeric personal: sex and century, day of birth, county, weights 279146358279 modulo 11.
    @Sendable static func romanian(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1, 1...9 ~= digits.digit(0), 1...52 ~= digits.number(7, 2) else { return nil }
        let isDay = [1_900, 2_000].contains {
            Checksum.isDay(year: $0 + digits.number(1, 2), month: digits.number(3, 2), day: digits.number(5, 2))
        }
        let check = digits.weighted([2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return isDay && (check == 10 ? 1 : check) == digits.digit(12) ? .plain : nil
    }

    /// OIB: ISO 7064 modulo 11, 10, which one number in ten passes.
    @Sendable static func croatian(_ digits: DigitWindow) -> Fit? {
        digits.groupCount == 1 && Checksum.mod11and10(digits) ? .weak : nil
    }

    /// EGN: day of birth with the century in the month, weights 2, 4, 8, 5, 10, 9, 7, 3, 6.
    @Sendable static func bulgarian(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 else { return nil }
        let month = digits.number(2, 2)
        let year = (month > 40 ? 2_000 : month > 20 ? 1_800 : 1_900) + digits.number(0, 2)
        guard Checksum.isDay(year: year, month: month % 20, day: digits.number(4, 2)) else { return nil }
        return digits.weighted([2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == digits.digit(9) ? .weak : nil
    }

    /// Personal codes of Estonia and Lithuania: day of birth, two rounds of weights modulo 11.
    @Sendable static func baltic(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1, 1...8 ~= digits.digit(0) else { return nil }
        let year = 1_800 + (digits.digit(0) - 1) / 2 * 100 + digits.number(1, 2)
        guard Checksum.isDay(year: year, month: digits.number(3, 2), day: digits.number(5, 2)) else { return nil }
        var check = digits.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
        if check == 10 { check = digits.weighted([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10 }
        return check == digits.digit(10) ? .plain : nil
    }

    /// Rodné číslo: day of birth (50 more for women), a multiple of eleven; until 1985 a rest of 10 was written as 0.
    @Sendable static func czech(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(6, 4) else { return nil }
        let isOld = 54...85 ~= digits.number(0, 2) && digits.value / 10 % 11 == 10 && digits.digit(9) == 0
        guard digits.value % 11 == 0 || isOld else { return nil }
        let month = digits.number(2, 2) % 50
        let isDay = [1_900, 2_000].contains {
            Checksum.isDay(
                year: $0 + digits.number(0, 2), month: month > 20 ? month - 20 : month, day: digits.number(4, 2))
        }
        return isDay ? (digits.hasSeparator(0x2F) ? .strong : .weak) : nil
    }

    /// Número de contribuinte: weights 9 to 2 modulo 11.
    @Sendable static func portuguese(_ digits: DigitWindow) -> Fit? {
        guard digits.groupCount == 1 || digits.isGrouped(3, 3, 3), digits.digit(0) != 0 else { return nil }
        let rest = digits.weighted([9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return (rest < 2 ? 0 : 11 - rest) == digits.digit(8) ? .weak : nil
    }
}
