/// Names and addresses of the network, and UUIDs.
enum AddressFormat {
    static func isUUID(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "-"), maxSplits: 5, omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.allSatisfy { $0.hexadecimalDigit != nil } }
    }

    static func isHostname(_ text: ArraySlice<UInt8>) -> Bool {
        guard (1...253).contains(text.count) else { return false }
        return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
        }
    }

    static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 15 else { return false }
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(\.isDigit)
                    && (part.count == 1 || part.first != UInt8(ascii: "0"))
                    && part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
            }
    }

    static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
        guard (2...45).contains(text.count) else { return false }
        let colon = UInt8(ascii: ":")
        var parts = text.split(separator: colon, omittingEmptySubsequences: false)
        // A `::` at an end leaves two empty parts there, of which one stands for the gap; a single colon may not.
        if text.first == colon {
            guard text.starts(with: [colon, colon]) else { return false }
            parts.removeFirst()
        }
        if text.last == colon {
            guard text.suffix(2).elementsEqual([colon, colon]) else { return false }
            parts.removeLast()
        }
        let gaps = parts.filter(\.isEmpty).count
        guard gaps <= 1, let last = parts.last else { return false }
        var groups = parts.count - gaps
        if last.contains(UInt8(ascii: ".")) {
            guard isIPv4(last) else { return false }
            parts.removeLast()
            groups += 1
        }
        let areHexadecimal = parts.allSatisfy { $0.count <= 4 && $0.allSatisfy { $0.hexadecimalDigit != nil } }
        return areHexadecimal && (gaps == 0 ? groups == 8 : groups <= 7)
    }

    static func isEmail(_ text: ArraySlice<UInt8>) -> Bool {
        guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return false }
        let local = text[..<at]
        let domain = text[(at + 1)...]
        guard (1...64).contains(local.count), isLocalPart(local) else { return false }
        guard domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") else { return isHostname(domain) }
        let address = domain.dropFirst().dropLast()
        return isIPv4(address) || (address.starts(with: "IPv6:".utf8) && isIPv6(address.dropFirst(5)))
    }

    private static func isLocalPart(_ local: ArraySlice<UInt8>) -> Bool {
        if local.count >= 2, local.first == UInt8(ascii: "\""), local.last == UInt8(ascii: "\"") {
            return isQuotedContent(local.dropFirst().dropLast())
        }
        let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)
        return local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { $0.isLetter || $0.isDigit || marks.contains($0) }
        }
    }

    private static func isQuotedContent(_ content: ArraySlice<UInt8>) -> Bool {
        var isEscaped = false
        for byte in content {
            guard (0x20...0x7E).contains(byte) else { return false }
            if !isEscaped, byte == UInt8(ascii: "\"") { return false }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        }
        return !isEscaped
    }
}
