/// Dates next to a word that says someone was born then.
enum BirthDateRecognizer {
    /// Looks for a date within 24 bytes after the word.
    static func recognize(after cue: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        var place = cue.upperBound
        let limit = min(scan.bytes.count, place + 24)
        while place < limit {
            if scan.isBorder(place) { return nil }
            let isStart = !PIIScan.isWord(scan.byte(place - 1))
            if isStart, PIIScan.isDigit(scan.byte(place)) || PIIScan.isLetter(scan.byte(place)) {
                if let end = dateEnd(at: place, in: scan) {
                    return PIICandidate(
                        type: .dateOfBirth, range: place..<end, certainty: 0.85, validation: .context)
                }
                if PIIScan.isDigit(scan.byte(place)) { return nil }
            }
            place += 1
        }
        return nil
    }

    /// Where the date at an offset ends: numbers, or a month by name.
    private static func dateEnd(at start: Int, in scan: PIIScan) -> Int? {
        if PIIScan.isLetter(scan.byte(start)) {
            // "March 12, 1985"
            guard let month = monthEnd(at: start, in: scan), let day = numberEnd(after: month, in: scan, digits: 1...2)
            else {
                return nil
            }
            return yearEnd(after: ordinalEnd(day, in: scan), in: scan)
        }
        let first = scan.end(from: start, limit: 5, while: PIIScan.isDigit)
        let separator = scan.byte(first)
        if [0x2D, 0x2F, 0x2E].contains(separator), PIIScan.isDigit(scan.byte(first + 1)) {
            return numericEnd(start, first, separator, in: scan)
        }
        guard first - start <= 2 else { return nil }
        // "12 March 1985", "12th of March, 1985", "12 tháng 3 năm 1985"
        var place = scan.end(from: ordinalEnd(first, in: scan), limit: 2) { $0 == 0x20 || $0 == 0x2E }
        if scan.has("of ", at: place) || scan.has("de ", at: place) { place += 3 }
        if scan.has("thang ", at: place) {
            guard let month = numberEnd(after: place + 5, in: scan, digits: 1...2) else { return nil }
            let year = scan.has(" nam ", at: month) ? month + 4 : month
            return yearEnd(after: year, in: scan)
        }
        guard let month = monthEnd(at: place, in: scan) else { return nil }
        return yearEnd(after: scan.has(" de ", at: month) ? month + 3 : month, in: scan)
    }

    /// Day, month and year in any order that makes a day.
    private static func numericEnd(_ start: Int, _ first: Int, _ separator: UInt8, in scan: PIIScan) -> Int? {
        let second = scan.end(from: first + 1, limit: 3, while: PIIScan.isDigit)
        guard scan.byte(second) == separator, 1...2 ~= second - first - 1 else { return nil }
        let third = scan.end(from: second + 1, limit: 5, while: PIIScan.isDigit)
        guard !PIIScan.isGlue(scan.byte(third)) else { return nil }
        let parts = [number(start..<first, scan), number(first + 1..<second, scan), number(second + 1..<third, scan)]
        switch (first - start, third - second - 1) {
        case (4, 1...2): return Checksum.isDay(year: parts[0], month: parts[1], day: parts[2]) ? third : nil
        case (1...2, 2), (1...2, 4):
            let year = third - second - 1 == 2 ? 1_900 + parts[2] : parts[2]
            let isDay =
                Checksum.isDay(year: year, month: parts[1], day: parts[0])
                || Checksum.isDay(year: year, month: parts[0], day: parts[1])
            return isDay ? third : nil
        default: return nil
        }
    }

    private static func number(_ range: Range<Int>, _ scan: PIIScan) -> Int {
        range.reduce(0) { $0 * 10 + Int(scan.byte($1) - 0x30) }
    }

    private static func numberEnd(after start: Int, in scan: PIIScan, digits: ClosedRange<Int>) -> Int? {
        let first = scan.end(from: start, limit: 2) { $0 == 0x20 || $0 == 0x2C || $0 == 0x2E }
        let end = scan.end(from: first, limit: 5, while: PIIScan.isDigit)
        return digits.contains(end - first) ? end : nil
    }

    private static func ordinalEnd(_ end: Int, in scan: PIIScan) -> Int {
        for ending: StaticString in ["st", "nd", "rd", "th"] where scan.has(ending, at: end) { return end + 2 }
        return end
    }

    private static func yearEnd(after start: Int, in scan: PIIScan) -> Int? {
        guard let end = numberEnd(after: start, in: scan, digits: 4...4) else { return nil }
        return 1_900...2_030 ~= number(end - 4..<end, scan) ? end : nil
    }

    private static func monthEnd(at start: Int, in scan: PIIScan) -> Int? {
        let end = scan.end(from: start, limit: 12, while: PIIScan.isLetter)
        guard end - start >= 3 else { return nil }
        return months.contains(scan.skeleton.lowercased(start..<end)) ? end : nil
    }

    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "januar", "februar", "marz", "mai", "juni", "juli", "oktober", "dezember", "janvier", "fevrier", "mars",
        "avril", "juin",
        "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "enero", "febrero", "marzo", "abril", "mayo",
        "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "gennaio", "febbraio", "aprile", "maggio",
        "giugno", "luglio", "settembre", "ottobre", "dicembre", "janeiro", "fevereiro", "marco", "maio", "junho",
        "julho",
        "setembro", "outubro", "novembro", "dezembro",
    ]
}
