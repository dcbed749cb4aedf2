/// International bank account numbers: the country's length and the check digits of ISO 13616 (mod 97).
struct IBANRecognizer: PIIRecognizer {
    let triggers = Array(UInt8(ascii: "A")...UInt8(ascii: "Z")) + Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
    let atWordStart = true

    func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        guard PIIScan.isLetter(scan.byte(index + 1)), PIIScan.isDigit(scan.byte(index + 2)),
            PIIScan.isDigit(scan.byte(index + 3)),
            let length = Self.lengths[scan.skeleton.lowercased(index..<index + 2)]
        else { return nil }
        var place = index
        var count = 0
        var remainder = 0
        var head = 0
        while count < length {
            let byte = scan.byte(place)
            if byte == 0x20 || byte == 0x2D, count >= 4, PIIScan.isAlphanumeric(scan.byte(place + 1)) {
                place += 1
                continue
            }
            guard PIIScan.isAlphanumeric(byte) else { return nil }
            // The first four characters count last.
            if count < 4 {
                head = Self.append(byte, to: head)
            } else {
                remainder = Self.append(byte, to: remainder) % 97
            }
            place += 1
            count += 1
        }
        guard !PIIScan.isWord(scan.byte(place)) else { return nil }
        // Two letters and two digits make six decimal digits.
        guard (remainder * 1_000_000 + head) % 97 == 1 else { return nil }
        return PIICandidate(type: .iban, range: index..<place, certainty: 1, validation: .checksum)
    }

    private static func append(_ byte: UInt8, to number: Int) -> Int {
        PIIScan.isDigit(byte) ? number * 10 + Int(byte - 0x30) : number * 100 + Int((byte | 0x20) - 0x61) + 10
    }

    /// Total length of an IBAN by country.
    private static let lengths: [String: Int] = [
        "ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22, "bh": 22, "br": 29, "by": 28,
        "ch": 21, "cr": 22, "cy": 28, "cz": 24, "de": 22, "dk": 18, "do": 28, "ee": 20, "eg": 29, "es": 24, "fi": 18,
        "fo": 18, "fr": 27, "gb": 22, "ge": 22, "gi": 23, "gl": 18, "gr": 27, "gt": 28, "hr": 21, "hu": 28, "ie": 22,
        "il": 23, "iq": 23, "is": 26, "it": 27, "jo": 30, "kw": 30, "kz": 20, "lb": 28, "lc": 32, "li": 21, "lt": 20,
        "lu": 20, "lv": 21, "ly": 25, "mc": 27, "md": 24, "me": 22, "mk": 19, "mr": 27, "mt": 31, "mu": 30, "nl": 18,
        "no": 15, "pk": 24, "pl": 28, "ps": 29, "pt": 25, "qa": 29, "ro": 24, "rs": 22, "sa": 24, "sc": 31, "se": 24,
        "si": 19, "sk": 24, "sm": 27, "st": 25, "sv": 28, "tl": 23, "tn": 24, "tr": 26, "ua": 29, "va": 22, "vg": 24,
        "xk": 20,
    ]
}
