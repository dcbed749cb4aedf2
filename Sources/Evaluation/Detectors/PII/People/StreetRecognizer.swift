/// Street addresses: a house number, a name and a word for a street, with what follows of place and postcode.
enum StreetRecognizer {
    /// "123 Main Street, Springfield, IL 62701": around the word for the street.
    static func recognize(streetWord word: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard scan.isCapital(word.lowerBound), let start = houseNumber(before: word.lowerBound, in: scan) else {
            return nil
        }
        var end = word.upperBound
        if scan.byte(end) == 0x2E, scan.byte(end + 1) == 0x2C || scan.byte(end + 1) == 0x20 { end += 1 }
        let tail = AddressTail(scan).end(from: end)
        let isStrong = strong.contains(scan.word(word))
        let hinted = scan.hints(near: start..<word.upperBound).contains(.address)
        guard isStrong || tail.isSure || hinted else { return nil }
        end = tail.end > end ? tail.end : word.upperBound
        return candidate(start..<end, isSure: tail.isSure || hinted)
    }

    /// "12, rue de la Paix, 75002 Paris", "Calle Mayor 10, 28013 Madrid".
    static func recognize(opening word: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard scan.byte(word.upperBound) == 0x20 || scan.byte(word.upperBound) == 0x2E else { return nil }
        let isFrench = !scan.isCapital(word.lowerBound)
        var before = word.lowerBound
        while before > 0, word.lowerBound - before < 2, scan.byte(before - 1) == 0x20 || scan.byte(before - 1) == 0x2C {
            before -= 1
        }
        var number = before
        while number > 0, before - number < 4, PIIScan.isDigit(scan.byte(number - 1)) { number -= 1 }
        let hasNumber = number < before && before < word.lowerBound && !PIIScan.isWord(scan.byte(number - 1))
        guard let name = streetName(after: word.upperBound, in: scan) else { return nil }
        if hasNumber {
            let tail = AddressTail(scan).end(from: name)
            return candidate(number..<max(name, tail.end), isSure: tail.isSure)
        }
        guard !isFrench else { return nil }
        let digits = scan.end(from: name, limit: 3) { $0 == 0x20 || $0 == 0x2C }
        let last = scan.end(from: digits, limit: 5, while: PIIScan.isDigit)
        guard 1...4 ~= last - digits, digits > name, !PIIScan.isGlue(scan.byte(last)) else { return nil }
        let tail = AddressTail(scan).end(from: last)
        return candidate(word.lowerBound..<max(last, tail.end), isSure: tail.isSure)
    }

    /// "Musterstraße 12, 10115 Berlin": a word that ends in a word for a street, and a number.
    static func recognize(german word: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard word.count >= 6, scan.isCapital(word.lowerBound) else { return nil }
        let endings: [StaticString] = [
            "strasse", "strase", "str", "weg", "platz", "allee", "gasse", "damm", "ufer", "straat", "laan",
        ]
        guard endings.contains(where: { scan.has($0, at: word.upperBound - $0.utf8CodeUnitCount) }) else { return nil }
        let digits = scan.end(from: word.upperBound, limit: 2) { $0 == 0x20 || $0 == 0x2E }
        var last = scan.end(from: digits, limit: 4, while: PIIScan.isDigit)
        guard 1...3 ~= last - digits else { return nil }
        if PIIScan.isLetter(scan.byte(last)), !PIIScan.isWord(scan.byte(last + 1)) { last += 1 }
        guard !PIIScan.isGlue(scan.byte(last)) else { return nil }
        let tail = AddressTail(scan).end(from: last)
        return candidate(word.lowerBound..<max(last, tail.end), isSure: true)
    }

    /// "PO Box 123", "PSC 1234, Box 567", "USNS Smith" is left out.
    static func recognize(box: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let isBox = scan.has("box", at: box.upperBound - 3) && box.count > 3 || scan.has("postfach", at: box.lowerBound)
        guard isBox else { return nil }
        let digits = scan.end(from: box.upperBound, limit: 2) { $0 == 0x20 || $0 == 0x23 }
        let last = scan.end(from: digits, limit: 7, while: PIIScan.isDigit)
        guard last > digits, digits > box.upperBound else { return nil }
        let tail = AddressTail(scan).end(from: last)
        return candidate(box.lowerBound..<max(last, tail.end), isSure: true)
    }

    private static func candidate(_ range: Range<Int>, isSure: Bool) -> PIICandidate {
        PIICandidate(type: .address, range: range, certainty: isSure ? 0.7 : 0.5, validation: .format)
    }

    /// Where the house number is before up to four words of a street's name.
    private static func houseNumber(before street: Int, in scan: PIIScan) -> Int? {
        var end = street
        for words in 0..<5 {
            guard end > 0, scan.byte(end - 1) == 0x20 else { return nil }
            end -= 1
            if scan.byte(end - 1) == 0x2E || scan.byte(end - 1) == 0x2C && words > 0 { end -= 1 }
            var start = end
            while start > 0, end - start < 24, isNamePart(scan.byte(start - 1)) { start -= 1 }
            guard start < end else { return nil }
            if PIIScan.isDigit(scan.byte(start)), isHouseNumber(start..<end, scan) {
                // "5 Street": a number needs a name behind it.
                return words > 0 && !PIIScan.isGlue(scan.byte(start - 1)) && scan.byte(start - 1) != 0x24 ? start : nil
            }
            guard scan.isCapital(start) || isOrdinal(start..<end, scan) else { return nil }
            end = start
        }
        return nil
    }

    private static func isHouseNumber(_ range: Range<Int>, _ scan: PIIScan) -> Bool {
        let digits = scan.bytes[range].count(where: PIIScan.isDigit)
        let others = range.count - digits
        return 1...6 ~= digits && (others == 0 || others == 1 && !isOrdinal(range, scan))
    }

    private static func isOrdinal(_ range: Range<Int>, _ scan: PIIScan) -> Bool {
        guard range.count >= 3, PIIScan.isDigit(scan.byte(range.lowerBound)) else { return false }
        return ordinals.contains(scan.word(range.upperBound - 2..<range.upperBound))
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        PIIScan.isWord(byte) || byte == 0x27 || byte == 0x2D || byte == 0x2F
    }

    /// Where a street's name ends: up to five words, capitals and the small words between them.
    private static func streetName(after start: Int, in scan: PIIScan) -> Int? {
        var place = start + 1
        var end: Int?
        for _ in 0..<6 {
            let last = scan.end(from: place, limit: 24) {
                PIIScan.isWord($0) && !PIIScan.isDigit($0) || $0 == 0x27 || $0 == 0x2D
            }
            guard last > place else { break }
            if scan.isCapital(place) || scan.byte(place + 1) == 0x27 {
                end = last
            } else if !smallWords.contains(scan.word(place..<last)) {
                break
            }
            guard scan.byte(last) == 0x20 else { break }
            place = last + 1
        }
        return end
    }

    private static let ordinals: WordSet = ["st", "nd", "rd", "th"]
    private static let smallWords: WordSet = [
        "de", "la", "le", "les", "du", "des", "del", "della", "dei", "los", "las", "l", "d", "da", "do",
    ]
    /// Words that mean a street and little else.
    private static let strong: WordSet = [
        "street", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "drive", "terrace", "parkway",
        "pkwy",
        "crescent", "st", "highway", "hwy", "ln", "mews", "turnpike",
    ]
}
