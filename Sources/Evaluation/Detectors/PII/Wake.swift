/// The walk over the bytes of a text that wakes recognisers where their data could begin.
enum Wake {
    private enum Kind {
        static let none: UInt8 = 0
        static let upper: UInt8 = 1
        static let lower: UInt8 = 2
        static let digit: UInt8 = 4
        static let alphanumeric: UInt8 = 7
        static let mark: UInt8 = 8
    }

    private static let kinds: [UInt8] = (0...255).map { value in
        switch UInt8(value) {
        case 0x41...0x5A: Kind.upper
        case 0x61...0x7A: Kind.lower
        case 0x30...0x39: Kind.digit
        case 0x40, 0x3A, 0x3D, 0x2E, 0x3C: Kind.mark
        default: Kind.none
        }
    }

    /// Offers every word and mark to the recognisers that could use it; returns where the first digit is.
    static func walk(_ scan: PIIScan, into candidates: inout [PIICandidate]) -> Int? {
        let bytes = scan.bytes
        let kinds = Self.kinds
        var firstDigit: Int?
        var index = 0
        while index < bytes.count {
            let kind = kinds[Int(bytes[index])]
            if kind == Kind.none {
                index += 1
            } else if kind == Kind.mark {
                mark(bytes[index], at: index, scan, &candidates)
                index += 1
            } else {
                let start = index
                var found = kind
                index += 1
                while index < bytes.count, kinds[Int(bytes[index])] & Kind.alphanumeric != 0 {
                    found |= kinds[Int(bytes[index])]
                    index += 1
                }
                if found & Kind.digit != 0 {
                    if firstDigit == nil { firstDigit = start }
                    number(start..<index, isMixed: found != Kind.digit, scan, &candidates)
                } else {
                    word(start..<index, scan, &candidates)
                }
            }
        }
        return firstDigit
    }

    private static func mark(_ byte: UInt8, at index: Int, _ scan: PIIScan, _ candidates: inout [PIICandidate]) {
        switch byte {
        case 0x40: EmailRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
        case 0x2E:
            guard PIIScan.isLetter(scan.byte(index + 1)) || PIIScan.isDigit(scan.byte(index + 1)) else { return }
            DomainRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
        case 0x3A:
            if scan.byte(index + 1) == 0x2F {
                URLRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
                BasicAuthRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
                return
            }
            IPv6Recognizer.recognize(at: index, in: scan).map { candidates.append($0) }
            PasswordRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
            BotTokenRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
        case 0x3D: PasswordRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
        case 0x3C:
            guard scan.byte(index - 1) != 0x3C else { return }
            TravelDocumentRecognizer.recognize(at: index, in: scan).map { candidates.append($0) }
        default: return
        }
    }

    /// A run of letters.
    private static func word(_ word: Range<Int>, _ scan: PIIScan, _ candidates: inout [PIICandidate]) {
        let next = scan.byte(word.upperBound)
        if next == 0x5F || next == 0x2D || next == 0x2E || next == 0x2F || next == 0x2B || word.count >= 16 {
            SecretRecognizer.recognize(word, in: scan).map { candidates.append($0) }
            if scan.has("eyj", at: word.lowerBound) {
                TokenRecognizer.recognize(at: word.lowerBound, in: scan).map { candidates.append($0) }
            }
        }
        guard word.count <= 5 else {
            if next == 0x20 || next == 0x2E,
                PIIScan.isDigit(scan.byte(word.upperBound + (next == 0x20 ? 1 : 2)))
                    || PIIScan.isDigit(scan.byte(word.upperBound + 1))
            {
                StreetRecognizer.recognize(german: word, in: scan).map { candidates.append($0) }
            }
            if next == 0x2F, word.count == 8 {
                WebhookRecognizer.recognize(word, in: scan).map { candidates.append($0) }
            }
            return
        }
        if next == 0x20 || next == 0x2D {
            if word.count == 2, PIIScan.isDigit(scan.byte(word.upperBound + 1)) {
                LetteredNumberRecognizer.recognizeSpaced(word, in: scan).map { candidates.append($0) }
            }
            if next == 0x20, word.count == 5, scan.has("begin", at: word.lowerBound) {
                PrivateKeyRecognizer.recognize(at: word.lowerBound, in: scan).map { candidates.append($0) }
            }
        }
    }

    /// A run with a digit in it.
    private static func number(
        _ run: Range<Int>, isMixed: Bool, _ scan: PIIScan, _ candidates: inout [PIICandidate]
    ) {
        guard isMixed else {
            if scan.byte(run.upperBound) == 0x2E {
                IPv4Recognizer.recognize(at: run.lowerBound, in: scan).map { candidates.append($0) }
            }
            NumberWithLetterRecognizer.recognize(run, in: scan).map { candidates.append($0) }
            PlateRecognizer.recognize(run, in: scan).map { candidates.append($0) }
            return
        }
        if run.count >= 16 || PIIScan.isWord(scan.byte(run.lowerBound)) {
            SecretRecognizer.recognize(run, in: scan).map { candidates.append($0) }
        }
        if scan.has("eyj", at: run.lowerBound) {
            TokenRecognizer.recognize(at: run.lowerBound, in: scan).map { candidates.append($0) }
        }
        IBANRecognizer.recognize(at: run.lowerBound, in: scan).map { candidates.append($0) }
        CryptoRecognizer.recognize(run, in: scan).map { candidates.append($0) }
        LetteredNumberRecognizer.recognize(run, in: scan).map { candidates.append($0) }
        PlateRecognizer.recognize(run, in: scan).map { candidates.append($0) }
    }
}
