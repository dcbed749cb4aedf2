/// A number that a state gives people or companies, written in digits with a check digit.
struct NationalNumber: Sendable {
    /// How well digits fit a scheme.
    enum Fit: Sendable {
        /// Chance gets it right too often: counts only next to a word that names it.
        case weak
        /// Structure and check digits fit: counts alone, with doubt.
        case plain
        /// Its own grouping or several check digits: chance is ruled out.
        case strong
    }

    let country: StaticString
    let type: PIIType
    /// The words that name it; those for any identity number count too.
    let hint: ContextHint
    /// How digits of the right count fit, nil when they do not.
    let fit: @Sendable (DigitWindow) -> Fit?

    /// The schemes by the count of their digits.
    static let byCount: [[NationalNumber]] = {
        var table = [[NationalNumber]](repeating: [], count: DigitRuns.maximumDigits + 1)
        for (count, number) in european + beyondEurope { table[count].append(number) }
        return table
    }()

}
