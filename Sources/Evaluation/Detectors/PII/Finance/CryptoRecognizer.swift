/// Addresses of cryptocurrencies: Bitcoin and relatives by their check bytes, Ethereum by the case of its letters.
enum CryptoRecognizer {
    static func recognize(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        switch run.count {
        case 25...35: base58(run, in: scan)
        case 42...90:
            scan.byte(run.lowerBound + 1) | 0x20 == 0x78 ? ethereum(run, in: scan) : bech32(run, in: scan)
        default: nil
        }
    }

    private static func base58(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let first = scan.byte(run.lowerBound)
        let versions: [UInt8]
        switch first {
        case UInt8(ascii: "1"): versions = [0]
        case UInt8(ascii: "3"): versions = [5]
        case UInt8(ascii: "L"): versions = [48]
        case UInt8(ascii: "M"): versions = [50]
        case UInt8(ascii: "D"): versions = [30]
        case UInt8(ascii: "A"), UInt8(ascii: "9"): versions = [22, 23]
        case UInt8(ascii: "X"), UInt8(ascii: "7"): versions = [76, 16]
        case UInt8(ascii: "T"): versions = [65]
        case UInt8(ascii: "m"), UInt8(ascii: "n"), UInt8(ascii: "2"): versions = [111, 196]
        case UInt8(ascii: "r"): versions = [0]
        default: return nil
        }
        guard let version = Base58.checkedVersion(scan.bytes[run], isRipple: first == UInt8(ascii: "r")),
            versions.contains(version)
        else { return nil }
        return candidate(run, isTest: version == 111 || version == 196)
    }

    private static func bech32(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let isTest = scan.has("tb1", at: run.lowerBound) || scan.has("bcrt1", at: run.lowerBound)
        guard isTest || scan.has("bc1", at: run.lowerBound) || scan.has("ltc1", at: run.lowerBound),
            Bech32.isValid(scan.bytes[run])
        else { return nil }
        return candidate(run, isTest: isTest)
    }

    /// EIP-55: a letter is a capital where the hash of the address in lower case has a high digit.
    private static func ethereum(_ run: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard run.count == 42, scan.byte(run.lowerBound) == 0x30 else { return nil }
        let digits = run.lowerBound + 2..<run.upperBound
        guard scan.bytes[digits].allSatisfy({ PIIScan.isDigit($0) || ($0 | 0x20) &- 0x61 < 6 }) else { return nil }
        let hasUpper = scan.bytes[digits].contains(where: PIIScan.isUpper)
        let hasLower = scan.bytes[digits].contains { $0 &- 0x61 < 26 }
        guard hasUpper && hasLower else {
            // Written in one case it has no check; zeros and the like are placeholders.
            guard Entropy.bitsPerByte(scan.bytes[digits]) >= 2.5 else { return nil }
            let hinted = scan.hints(near: run).contains(.wallet)
            return PIICandidate(
                type: .crypto, range: run, certainty: hinted ? 0.9 : 0.6, validation: hinted ? .context : .format)
        }
        let hash = Keccak256.digest(Array(scan.lower[digits]))
        for (place, index) in digits.enumerated() where PIIScan.isLetter(scan.byte(index)) {
            let nibble = place % 2 == 0 ? hash[place / 2] >> 4 : hash[place / 2] & 15
            guard PIIScan.isUpper(scan.byte(index)) == (nibble >= 8) else { return nil }
        }
        return candidate(run, isTest: false)
    }

    private static func candidate(_ run: Range<Int>, isTest: Bool) -> PIICandidate {
        PIICandidate(
            type: .crypto, range: run, certainty: 1, validation: .checksum, sample: isTest, isProven: true)
    }
}
