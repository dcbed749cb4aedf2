/// Keys and tokens of known services, by prefix, length and alphabet.
enum SecretRecognizer {
    /// Looks at a run of letters and digits, and at what hangs on to it.
    static func recognize(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let index = run.lowerBound
        for format in SecretFormat.byFirst[Int(scan.byte(index))] where starts(scan, with: format.prefix, at: index) {
            let start = index + format.prefix.count
            let end = scan.end(from: start, limit: format.length.upperBound + 1, while: format.alphabet.contains)
            guard format.length.contains(end - start), !PIIScan.isWord(scan.byte(end)),
                Entropy.bitsPerByte(scan.bytes[start..<end]) >= 3
            else { continue }
            // "sk-learn-contributions-and-more" is words.
            if format.certainty < 0.95,
                !scan.bytes[start..<end].contains(where: PIIScan.isDigit)
            {
                continue
            }
            let isSample =
                format.prefix.contains(0x74) && scan.has("_test_", at: index + 2)
                || scan.skeleton.lowercased(start..<end).contains("example")
            return secret(index..<end, format.certainty, isSample: isSample)
        }
        return joined(run, in: scan)
    }

    /// Keys without a prefix of their own: Discord, Mailchimp, and the secret half of an AWS key.
    private static func joined(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let next = scan.byte(run.upperBound)
        switch next {
        case 0x2E where 23...28 ~= run.count && [0x4D, 0x4E, 0x4F].contains(scan.byte(run.lowerBound)):
            let middle = scan.end(from: run.upperBound + 1, limit: 8, while: SecretFormat.Alphabet.url.contains)
            guard middle - run.upperBound == 7, scan.byte(middle) == 0x2E else { return nil }
            let end = scan.end(from: middle + 1, limit: 40, while: SecretFormat.Alphabet.url.contains)
            return 28...39 ~= end - middle ? secret(run.lowerBound..<end, 0.95) : nil
        case 0x2D where run.count == 32 && scan.has("-us", at: run.upperBound):
            let end = scan.end(from: run.upperBound + 3, limit: 3, while: PIIScan.isDigit)
            guard end > run.upperBound + 3, scan.bytes[run].allSatisfy(SecretFormat.Alphabet.hex.contains) else {
                return nil
            }
            return secret(run.lowerBound..<end, 0.95)
        default: break
        }
        guard run.count == 40 || next == 0x2F || next == 0x2B, !isKeyByte(scan.byte(run.lowerBound - 1)) else {
            return nil
        }
        let end = scan.end(from: run.lowerBound, limit: 42, while: isKeyByte)
        guard end - run.lowerBound == 40, Entropy.bitsPerByte(scan.bytes[run.lowerBound..<end]) >= 3.8 else {
            return nil
        }
        let range = run.lowerBound..<end
        let isHex = scan.bytes[range].allSatisfy(SecretFormat.Alphabet.hex.contains)
        guard !isHex, scan.hints(near: range).contains(.awsSecret) else { return nil }
        return secret(range, 0.95, isSample: scan.skeleton.lowercased(range).contains("example"))
    }

    private static func secret(_ range: Range<Int>, _ certainty: Double, isSample: Bool = false) -> PIICandidate {
        PIICandidate(
            type: .secret, range: range, certainty: certainty, validation: .format, sample: isSample, isProven: true)
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        PIIScan.isAlphanumeric(byte) || byte == 0x2F || byte == 0x2B
    }

    private static func starts(_ scan: PIIScan, with prefix: [UInt8], at index: Int) -> Bool {
        guard index + prefix.count < scan.bytes.count else { return false }
        for place in prefix.indices where scan.bytes[index + place] != prefix[place] { return false }
        return true
    }
}
