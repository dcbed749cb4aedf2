/// Numbers in digits with a letter behind a hyphen: "12345678-Z" of Spain, "131052-308T" of Finland.
enum NumberWithLetterRecognizer {
    static func recognize(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let separator = scan.byte(run.upperBound)
        guard run.count == 6 || run.count == 8, separator == 0x2D || separator == 0x2B || separator == 0x20,
            !PIIScan.isGlue(scan.byte(run.lowerBound - 1))
        else { return nil }
        let end = scan.end(from: run.upperBound + 1, limit: 5, while: PIIScan.isAlphanumeric)
        if run.count == 8, end - run.upperBound == 2, PIIScan.isUpper(scan.byte(end - 1)) {
            let value = LetteredNumber(scan.lower[run] + [scan.lower[end - 1]])
            guard value.isShaped("nnnnnnnna"), LetteredScheme.isSpanish(value.number(0..<8), value, at: 8) else {
                return nil
            }
            let hinted = !scan.hints(near: run.lowerBound..<end).isDisjoint(with: [.spain, .identity])
            guard hinted || separator == 0x2D else { return nil }
            return candidate(run.lowerBound..<end, hinted, country: "ES")
        }
        guard run.count == 6, separator != 0x20, end - run.upperBound == 5 else { return nil }
        return finnish(run.lowerBound..<end, in: scan)
    }

    /// Henkilötunnus: day of birth, century mark, order, check character modulo 31.
    private static func finnish(_ range: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let day = LetteredNumber(scan.lower[range.lowerBound..<range.lowerBound + 6])
        let rest = LetteredNumber(scan.lower[range.upperBound - 4..<range.upperBound])
        guard rest.isShaped("nnnx"), 1...31 ~= day.number(0..<2), 1...12 ~= day.number(2..<4) else { return nil }
        let number = day.number(0..<6) * 1_000 + rest.number(0..<3)
        guard rest.characters[3] == Array("0123456789abcdefhjklmnprstuvwxy".utf8)[number % 31] else { return nil }
        let hinted = !scan.hints(near: range).isDisjoint(with: [.nordic, .identity])
        // A digit at the end looks like any two numbers.
        guard hinted || PIIScan.isUpper(scan.byte(range.upperBound - 1)) else { return nil }
        return candidate(range, hinted, country: "FI")
    }

    private static func candidate(_ range: Range<Int>, _ hinted: Bool, country: StaticString) -> PIICandidate {
        PIICandidate(
            type: .nationalID, range: range, certainty: hinted ? 0.97 : 0.75, validation: .checksum,
            country: country, isProven: true)
    }
}
