/// Identity numbers that mix letters and digits, by shape and check letter, or by a word that names them.
enum LetteredNumberRecognizer {
    static func recognize(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard 7...20 ~= run.count, scan.byte(run.lowerBound - 1) != 0x5F, scan.byte(run.upperBound) != 0x5F else {
            return nil
        }
        let value = LetteredNumber(scan.lower[run])
        let isUpper = !scan.bytes[run].contains { $0 &- 0x61 < 26 }
        if let scheme = LetteredScheme.match(value) {
            let hints = scan.hints(near: run)
            let hinted = !hints.isDisjoint(with: scheme.hint.union([.identity, .tax]))
            // "mst12345678a" in a name of a file is nobody's number.
            if hinted || scheme.isDistinctive && isUpper && isAlone(run, scan) {
                return PIICandidate(
                    type: scheme.type, range: run, certainty: hinted ? 0.97 : 0.7,
                    validation: scheme.hasCheck ? .checksum : hinted ? .context : .format, country: scheme.country,
                    isProven: scheme.hasCheck)
            }
        }
        return isUpper || value.letterCount == 1 ? hinted(run, value, in: scan) : nil
    }

    /// British national insurance numbers in pairs: "AB 12 34 56 C".
    static func recognizeSpaced(_ word: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard !PIIScan.isGlue(scan.byte(word.lowerBound - 1)), PIIScan.isUpper(scan.byte(word.lowerBound)) else {
            return nil
        }
        var letters: [UInt8] = []
        var place = word.lowerBound
        let separator = scan.byte(word.upperBound)
        while letters.count < 9 {
            if scan.byte(place) == separator, !letters.isEmpty { place += 1 }
            guard PIIScan.isAlphanumeric(scan.byte(place)) else { return nil }
            letters.append(scan.lower[place])
            place += 1
        }
        guard !PIIScan.isGlue(scan.byte(place)), LetteredScheme.isNationalInsurance(LetteredNumber(letters[...])) else {
            return nil
        }
        let hinted = scan.hints(near: word.lowerBound..<place).contains(.britain)
        return PIICandidate(
            type: .nationalID, range: word.lowerBound..<place, certainty: hinted ? 0.95 : 0.8,
            validation: hinted ? .context : .format, country: "GB")
    }

    /// Passports, driving licences and health insurance cards have shapes of their own in every country.
    private static func hinted(_ run: Range<Int>, _ value: LetteredNumber, in scan: PIIScan) -> PIICandidate? {
        let closest = scan.closestHint(to: run)
        if closest.contains(.passport), value.isPassport {
            return PIICandidate(type: .passport, range: run, certainty: 0.85, validation: .context)
        }
        if closest.contains(.vietnameseInsurance), value.isShaped("aannnnnnnnnnnnn") {
            return PIICandidate(
                type: .socialInsurance, range: run, certainty: 0.9, validation: .context, country: "VN")
        }
        if closest.contains(.driver), 6...16 ~= run.count, value.digitCount >= 5 {
            return PIICandidate(type: .driverLicense, range: run, certainty: 0.8, validation: .context)
        }
        if closest.contains(.tax), value.letterCount == 2, value.digitCount >= 8 {
            return PIICandidate(type: .taxID, range: run, certainty: 0.8, validation: .context)
        }
        return nil
    }

    private static func isAlone(_ run: Range<Int>, _ scan: PIIScan) -> Bool {
        let before = scan.byte(run.lowerBound - 1)
        let after = scan.byte(run.upperBound)
        return ![0x2D, 0x2F, 0x2E, 0x23, 0x40, 0x3D].contains(before) && after != 0x2D && after != 0x2F && after != 0x40
    }
}
