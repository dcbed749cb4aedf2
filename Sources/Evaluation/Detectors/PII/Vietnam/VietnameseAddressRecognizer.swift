/// Vietnamese addresses: a house number, perhaps an alley and a street, then ward, district and city.
enum VietnameseAddressRecognizer {
    /// How many words are read to each side.
    private static let reach = 14

    /// Looks around a word for a ward, district, street or city.
    static func recognize(place: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        var start = place.lowerBound
        var numbered: Int?
        var markers = 1
        var index = place.lowerBound
        for _ in 0..<reach {
            // Before the last place that had no house number there is none for this one either.
            if numbered == nil, index <= scan.placeWithoutNumber { break }
            guard let word = wordBefore(index, scan) else { break }
            let text = scan.word(word)
            if isNumber(word, scan) {
                numbered = word.lowerBound
                start = word.lowerBound
            } else if openings.contains(text) {
                if numbered != nil { start = word.lowerBound; numbered = start }
            } else if Self.markers.contains(text) {
                markers += 1
                // "quận 7": the number is the district's.
                if numberedParts.contains(text), let number = numbered, number - word.upperBound <= 2 { numbered = nil }
            } else if !scan.isCapital(word.lowerBound) {
                break
            }
            index = word.lowerBound
        }
        // The house number leads; "quận 7, TP.HCM" is a part of town.
        guard let numbered else {
            scan.placeWithoutNumber = place.lowerBound
            return nil
        }
        start = numbered
        var end = place.upperBound
        index = place.upperBound
        for _ in 0..<reach {
            guard let word = wordAfter(index, scan) else { break }
            let text = scan.word(word)
            if Self.markers.contains(text) {
                markers += 1
            } else if !isNumber(word, scan), !scan.isCapital(word.lowerBound) {
                break
            }
            end = word.upperBound
            index = word.upperBound
        }
        let hinted = scan.hints(before: start).contains(.address)
        guard markers >= 2 || hinted, start < place.lowerBound else { return nil }
        return PIICandidate(
            type: .address, range: start..<end, certainty: hinted ? 0.8 : 0.65, validation: .format, country: "VN")
    }

    private static func wordBefore(_ index: Int, _ scan: PIIScan) -> Range<Int>? {
        var end = index
        while end > 0, index - end < 3, isGap(scan.byte(end - 1)) { end -= 1 }
        guard end < index || end == index && index > 0 && scan.byte(index - 1) == 0x2E else { return nil }
        var start = end
        while start > 0, end - start < 24, isPart(scan.byte(start - 1)) { start -= 1 }
        return start < end ? start..<end : nil
    }

    private static func wordAfter(_ index: Int, _ scan: PIIScan) -> Range<Int>? {
        let start = scan.end(from: index, limit: 3) { isGap($0) }
        let end = scan.end(from: start, limit: 24, while: isPart)
        guard end > start, start > index else { return nil }
        // A sentence that ends here starts another.
        if scan.bytes[index..<start].contains(0x2E), scan.byte(start - 1) == 0x20, start - index >= 2,
            !isShort(index, scan)
        {
            return nil
        }
        return start..<end
    }

    /// Whether the word before a full stop is an abbreviation: "P. 5", "TP. HCM".
    private static func isShort(_ index: Int, _ scan: PIIScan) -> Bool {
        var start = index
        while start > 0, index - start < 4, isPart(scan.byte(start - 1)) { start -= 1 }
        return index - start <= 2 && PIIScan.isLetter(scan.byte(index - 1))
    }

    private static func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2C || byte == 0x2E }

    private static func isPart(_ byte: UInt8) -> Bool { PIIScan.isWord(byte) || byte == 0x2F || byte == 0x2D }

    private static func isNumber(_ word: Range<Int>, _ scan: PIIScan) -> Bool {
        guard word.count <= 9, PIIScan.isDigit(scan.byte(word.lowerBound)) else { return false }
        return scan.bytes[word].allSatisfy { PIIScan.isAlphanumeric($0) || $0 == 0x2F || $0 == 0x2D }
    }

    private static let numberedParts: WordSet = [
        "quan", "phuong", "q", "p", "ward", "district", "huyen", "to", "khu", "ap", "thon",
    ]
    private static let openings: WordSet = ["so", "nha", "so nha", "can", "ho"]
    private static let markers: WordSet = [
        "phuong", "quan", "huyen", "xa", "tp", "tphcm", "hcm", "tinh", "ngo", "ngach", "hem", "duong", "pho", "khu",
        "to", "ap",
        "thon", "kiet", "p", "q", "thi", "tran", "thanh", "ward", "district", "noi", "minh",
    ]
}
