/// Machine-readable lines of passports and identity cards (ICAO 9303), with their check digits.
enum TravelDocumentRecognizer {
    /// Looks at the line around a filler character.
    static func recognize(at filler: Int, in scan: PIIScan) -> PIICandidate? {
        guard filler >= scan.travelEnd else { return nil }
        var start = filler
        while start > 0, filler - start < 45, isCharacter(scan.byte(start - 1)) { start -= 1 }
        let end = scan.end(from: filler, limit: scan.bytes.count, while: isCharacter)
        // The other fillers of a line say the same.
        scan.travelEnd = end
        guard !PIIScan.isGlue(scan.byte(start - 1)), !PIIScan.isGlue(scan.byte(end)) else { return nil }
        let line = scan.lower[start..<end]
        guard end - start == 30 ? isFirstOfCard(line) : (end - start == 44 || end - start == 36) && hasCheckDigits(line)
        else { return nil }
        return PIICandidate(
            type: .passport, range: start..<end, certainty: 1, validation: .checksum, isProven: true)
    }

    private static func isCharacter(_ byte: UInt8) -> Bool {
        byte == 0x3C || PIIScan.isDigit(byte) || PIIScan.isUpper(byte)
    }

    /// The second line: number, day of birth and expiry, each with its check digit.
    private static func hasCheckDigits(_ line: ArraySlice<UInt8>) -> Bool {
        isChecked(line, 0..<9, by: 9) && isChecked(line, 13..<19, by: 19) && isChecked(line, 21..<27, by: 27)
    }

    /// The first of three lines of a card (TD1): kind, country, number and its check digit.
    private static func isFirstOfCard(_ line: ArraySlice<UInt8>) -> Bool {
        guard let kind = line.first, [0x61, 0x63, 0x69].contains(kind) else { return false }
        let country = line[line.startIndex + 2..<line.startIndex + 5]
        guard country.allSatisfy({ PIIScan.isLetter($0) || $0 == 0x3C }), country.contains(where: PIIScan.isLetter)
        else { return false }
        return line[line.startIndex + 5..<line.startIndex + 14].contains(where: PIIScan.isDigit)
            && isChecked(line, 5..<14, by: 14)
    }

    /// Weights 7, 3, 1; letters count from 10, the filler 0.
    private static func isChecked(_ line: ArraySlice<UInt8>, _ field: Range<Int>, by check: Int) -> Bool {
        var sum = 0
        for place in field {
            let byte = line[line.startIndex + place]
            let value = PIIScan.isDigit(byte) ? Int(byte - 0x30) : PIIScan.isLetter(byte) ? Int(byte - 0x61) + 10 : 0
            sum += value * [7, 3, 1][(place - field.lowerBound) % 3]
        }
        let byte = line[line.startIndex + check]
        return PIIScan.isDigit(byte) && Int(byte - 0x30) == sum % 10
    }
}
