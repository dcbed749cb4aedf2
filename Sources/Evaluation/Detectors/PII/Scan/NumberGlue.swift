/// What stands directly before or after digits, where a value is expected to stand free.
///
/// Words written together with a number name it ("Card4556…"), while digits inside a name of something in a program
/// ("x4556…b") are nobody's.
enum NumberGlue {
    /// How many bytes a word is followed back or on.
    private static let reach = 24

    /// Whether the word that ends at an offset says what the digits after it are: "SSN536-22-8726".
    static func isLabel(before offset: Int, in lower: [UInt8]) -> Bool {
        guard let word = letters(before: offset, in: lower) else { return false }
        return labels.contains(WordSet.key(lower[word]))
    }

    /// What the word directly before an offset says; empty when there is none.
    static func hint(before offset: Int, in scan: PIIScan) -> ContextHint {
        guard PIIScan.isLetter(scan.byte(offset - 1)), let word = letters(before: offset, in: scan.lower) else {
            return []
        }
        return hint(of: scan.lower[word])
    }

    /// Whether a card number may begin at an offset: after no letter, or after a word that is no part of a program.
    static func mayBegin(at offset: Int, in scan: PIIScan) -> Bool {
        // A digit there is the mark of a list, of another style.
        guard offset > 0, PIIScan.isGlue(scan.bytes[offset - 1]), !PIIScan.isDigit(scan.bytes[offset - 1]) else {
            return true
        }
        var end = offset
        while end > 0, offset - end < reach, scan.bytes[end - 1] == 0x5F { end -= 1 }
        // "_4556…_" is set in italics.
        guard end > 0, PIIScan.isGlue(scan.bytes[end - 1]) else { return true }
        guard let word = letters(before: end, in: scan.lower) else { return false }
        // A sign such as "№" is one letter in the skeleton.
        if word.count == 1 { return scan.skeleton.scalar(at: word.lowerBound) >= 0x80 }
        let spelled = scan.lower[word]
        guard spelled.contains(where: { $0 &- 0x61 >= 6 }), !names.contains(WordSet.key(spelled)) else { return false }
        return !hint(of: spelled).contains(.order)
    }

    /// Whether a card number may end at an offset: before no letter, or before what is printed next to it on the card.
    static func mayEnd(at offset: Int, in scan: PIIScan) -> Bool {
        let first = scan.end(from: offset, limit: reach) { $0 == 0x5F }
        guard PIIScan.isGlue(scan.byte(first)), !PIIScan.isDigit(scan.byte(offset)) else { return true }
        guard first == offset else { return false }
        let end = scan.end(from: offset, limit: reach, while: PIIScan.isLetter)
        return end - offset >= 3 && followers.contains(WordSet.key(scan.lower[offset..<end]))
    }

    /// The letters that end at an offset and begin a word there; nil for none, for too many, and behind a digit.
    private static func letters(before offset: Int, in lower: [UInt8]) -> Range<Int>? {
        var start = offset
        while start > 0, offset - start <= reach, PIIScan.isLetter(lower[start - 1]) { start -= 1 }
        guard start < offset, offset - start <= reach else { return nil }
        return start > 0 && PIIScan.isDigit(lower[start - 1]) ? nil : start..<offset
    }

    private static func hint(of word: ArraySlice<UInt8>) -> ContextHint {
        Cue.matcher.matches(in: word).reduce(into: []) { $0.formUnion($1.tag.hint) }
    }

    /// Words that are written together with a person's numbers, and hardly ever with those of a program.
    private static let labels: WordSet = [
        "tel", "phone", "telephone", "telefon", "telefono", "mobile", "fax", "hotline", "whatsapp", "zalo", "sdt",
        "tlf", "cc", "card", "cards", "visa", "mastercard", "amex", "ssn", "ssns", "itin", "cccd", "cmnd", "mst", "cpf",
        "cnpj", "pesel", "nhs", "bsn", "aadhaar", "aadhar", "nir", "personnummer", "cuit", "cuil", "stk", "bhxh", "tfn",
        "abn", "ahv", "oib", "egn", "cnp", "rrn", "medicare",
    ]
    /// Words before numbers in programs and files.
    private static let names: WordSet = [
        "var", "val", "tmp", "temp", "id", "ids", "uid", "gid", "img", "image", "file", "ref", "tx", "txn", "inv",
        "ord",
        "sn", "imei", "trk", "row", "seq", "item", "key", "node", "page", "post", "test", "obj", "arg", "int", "num",
        "func", "fn", "hash", "msg", "job", "task", "build", "log", "user", "seg", "step", "event", "ts", "time",
    ]
    /// What follows a number on a card.
    private static let followers: WordSet = ["exp", "expires", "expiry", "cvv", "cvc", "cid", "valid", "thru", "ccv"]
}
