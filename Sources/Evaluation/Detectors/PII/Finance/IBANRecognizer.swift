/// International bank account numbers: the country's length and the check digits of ISO 13616 (mod 97).
enum IBANRecognizer {
    /// Looks at an offset, and behind the word "IBAN" written together with the number.
    static func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        number(at: index, in: scan) ?? (scan.has("iban", at: index) ? number(at: index + 4, in: scan) : nil)
    }

    private static func number(at index: Int, in scan: PIIScan) -> PIICandidate? {
        guard PIIScan.isLetter(scan.byte(index + 1)), PIIScan.isDigit(scan.byte(index + 2)),
            PIIScan.isDigit(scan.byte(index + 3)),
            let length = lengths[Int(scan.lower[index]) << 8 | Int(scan.lower[index + 1])]
        else { return nil }
        var place = index
        var count = 0
        var remainder = 0
        var head = 0
        while count < length {
            let byte = scan.byte(place)
            if byte == 0x20 || byte == 0x2D || byte == 0x2E, count >= 4, PIIScan.isAlphanumeric(scan.byte(place + 1)) {
                place += 1
                continue
            }
            if !PIIScan.isAlphanumeric(byte) {
                // Other signs only between the groups of four that it is printed in.
                guard count >= 4, count % 4 == 0, let next = groupStart(after: place, in: scan) else { return nil }
                place = next
                continue
            }
            // The first four characters count last.
            if count < 4 {
                head = append(byte, to: head)
            } else {
                remainder = append(byte, to: remainder) % 97
            }
            place += 1
            count += 1
        }
        guard !PIIScan.isWord(scan.byte(place)) else { return nil }
        // Two letters and two digits make six decimal digits.
        guard (remainder * 1_000_000 + head) % 97 == 1 else { return nil }
        return PIICandidate(type: .iban, range: index..<place, certainty: 1, validation: .checksum, isProven: true)
    }

    /// Where the next group begins behind up to four signs; nil when a letter of another script comes first.
    private static func groupStart(after index: Int, in scan: PIIScan) -> Int? {
        let end = scan.end(from: index, limit: 4) { !PIIScan.isWord($0) }
        return PIIScan.isAlphanumeric(scan.byte(end)) ? end : nil
    }

    private static func append(_ byte: UInt8, to number: Int) -> Int {
        PIIScan.isDigit(byte) ? number * 10 + Int(byte - 0x30) : number * 100 + Int((byte | 0x20) - 0x61) + 10
    }

    /// Total length of an IBAN by country, whose two letters are the key.
    private static let lengths: [Int: Int] = {
        let list =
            """
            ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 bi27 br29 by28
            ch21 cr22 cy28 cz24 de22 dj27 dk18 do28 ee20 eg29 es24 fi18
            fk18 hn28 mn20 ni28 om23 ru33 sd18 so23 ye30
            fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hr21 hu28 ie22
            il23 iq23 is26 it27 jo30 kw30 kz20 lb28 lc32 li21 lt20
            lu20 lv21 ly25 mc27 md24 me22 mk19 mr27 mt31 mu30 nl18
            no15 pk24 pl28 ps29 pt25 qa29 ro24 rs22 sa24 sc31 se24
            si19 sk24 sm27 st25 sv28 tl23 tn24 tr26 ua29 va22 vg24
            xk20
            """
        var lengths: [Int: Int] = [:]
        for entry in list.split(whereSeparator: \.isWhitespace) {
            let letters = Array(entry.utf8)
            lengths[Int(letters[0]) << 8 | Int(letters[1])] = Int(entry.dropFirst(2))
        }
        return lengths
    }()
}
