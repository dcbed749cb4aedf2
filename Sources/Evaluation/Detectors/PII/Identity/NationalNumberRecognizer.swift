/// National identity and tax numbers written in digits.
enum NationalNumberRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        let schemes = NationalNumber.byCount[min(digits.count, DigitRuns.maximumDigits)]
        guard !schemes.isEmpty, scan.byte(digits.range.lowerBound - 1) != 0x2B,
            digits.isWholeRun || digits.groupCount > 1, !digits.isRepeated
        else { return nil }
        var best: PIICandidate?
        for scheme in schemes {
            guard let fit = scheme.fit(digits), let found = candidate(digits, scheme, fit, scan) else { continue }
            if best.map({ found.certainty > $0.certainty }) ?? true { best = found }
        }
        return best
    }

    private static func candidate(
        _ digits: DigitWindow, _ scheme: NationalNumber, _ fit: NationalNumber.Fit, _ scan: PIIScan
    ) -> PIICandidate? {
        // Some groups of a longer number get a single check digit right by chance.
        guard fit == .strong || digits.isWholeRun else { return nil }
        let closest = scan.closestHint(to: digits.range)
        let hints = scan.hints(near: digits.range)
        let isNamed = !hints.isDisjoint(with: scheme.hint)
        let general: ContextHint = scheme.type == .taxID ? [.identity, .tax] : .identity
        let hinted = isNamed || !closest.isDisjoint(with: general)
        if !hinted {
            guard fit != .weak, digits.isWholeRun, !closest.contains(.order) || fit == .strong else { return nil }
            // "call 010 1234 5678": a word that says otherwise.
            guard fit == .strong || closest.isDisjoint(with: [.phone, .card, .bankAccount, .version]) else {
                return nil
            }
        }
        return PIICandidate(
            type: scheme.type, range: digits.range,
            certainty: hinted ? (isNamed ? 0.97 : 0.93) : fit == .strong ? 0.85 : 0.6, validation: .checksum,
            country: scheme.country, isProven: hinted || fit == .strong)
    }
}
