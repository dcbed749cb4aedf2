/// Vietnamese vehicle registrations: "51F-123.45", "29-B1 123.45".
enum PlateRecognizer {
    static func recognize(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        if let end = vietnameseEnd(run, in: scan) {
            let hinted = scan.closestHint(to: run.lowerBound..<end).contains(.plate)
            let isDotted = scan.bytes[run.lowerBound..<end].contains(0x2E)
            guard hinted || isDotted else { return nil }
            return PIICandidate(
                type: .licensePlate, range: run.lowerBound..<end, certainty: hinted ? 0.9 : 0.7,
                validation: hinted ? .context : .format, country: "VN")
        }
        return nil
    }

    /// A province from 11 to 99, one or two letters or a letter and a digit, four or five digits.
    private static func vietnameseEnd(_ run: Range<Int>, in scan: PIIScan) -> Int? {
        guard 2...4 ~= run.count, !PIIScan.isGlue(scan.byte(run.lowerBound - 1)) else { return nil }
        let first = scan.byte(run.lowerBound)
        guard PIIScan.isDigit(first), first != 0x30, PIIScan.isDigit(scan.byte(run.lowerBound + 1)) else { return nil }
        var place = run.lowerBound + 2
        if run.count == 2 {
            guard scan.byte(place) == 0x2D || scan.byte(place) == 0x20 else { return nil }
            place += 1
        }
        guard PIIScan.isUpper(scan.byte(place)) else { return nil }
        place += 1
        if PIIScan.isAlphanumeric(scan.byte(place)) { place += 1 }
        guard [0x2D, 0x20, 0x2E].contains(scan.byte(place)) else { return nil }
        place += 1
        let digits = scan.end(from: place, limit: 6, while: PIIScan.isDigit)
        if digits - place == 3, scan.byte(digits) == 0x2E {
            let last = scan.end(from: digits + 1, limit: 3, while: PIIScan.isDigit)
            return last - digits == 3 && !PIIScan.isGlue(scan.byte(last)) ? last : nil
        }
        guard 4...5 ~= digits - place, !PIIScan.isGlue(scan.byte(digits)) else { return nil }
        return scan.byte(digits) == 0x2E && PIIScan.isDigit(scan.byte(digits + 1)) ? nil : digits
    }
}
