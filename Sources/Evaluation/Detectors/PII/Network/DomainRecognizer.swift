/// Domain names without a scheme, with their path: "www.acme.co.uk/about".
enum DomainRecognizer {
    /// Woken by every full stop between letters or digits: only the first one of a name goes on.
    static func recognize(at dot: Int, in scan: PIIScan) -> PIICandidate? {
        var start = dot
        while start > 0, dot - start < 64, isLabel(scan.byte(start - 1)) { start -= 1 }
        guard start < dot, scan.byte(start) != 0x2D, !isJoined(scan.byte(start - 1)) else { return nil }
        var end = scan.end(from: dot, limit: 190) { isLabel($0) || $0 == 0x2E }
        while end > dot, !PIIScan.isAlphanumeric(scan.byte(end - 1)) { end -= 1 }
        // A call, an address or a longer identifier.
        let after = scan.byte(end)
        guard after != 0x28, after != 0x40, after != 0x5F, after != SkeletonText.letter, after != 0x5C else {
            return nil
        }
        guard isName(scan, start..<end) else { return nil }
        var range = start..<end
        if after == 0x3A {
            let port = scan.end(from: end + 1, limit: 6, while: PIIScan.isDigit)
            if port > end + 1 { range = start..<port }
        }
        if scan.byte(range.upperBound) == 0x2F || scan.byte(range.upperBound) == 0x3F {
            range = start..<max(range.upperBound, URLRecognizer.end(of: range.upperBound, in: scan))
        }
        return PIICandidate(
            type: .url, range: range, certainty: 0.6, validation: .format,
            sample: DomainNames.isSample(scan.lower[start..<end]))
    }

    private static func isName(_ scan: PIIScan, _ range: Range<Int>) -> Bool {
        let labels = scan.lower[range].split(separator: 0x2E, omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.count >= 2, last.allSatisfy(PIIScan.isLetter),
            labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 && $0.first != 0x2D && $0.last != 0x2D })
        else { return false }
        let isWeb = labels[0].elementsEqual("www".utf8) && labels.count >= 3
        guard let ending = DomainNames.ending(last) else { return isWeb && !DomainNames.isFileExtension(last) }
        if isWeb { return true }
        guard !frameworks.contains(scan.skeleton.lowercased(range)) else { return false }
        let original = scan.bytes[last.startIndex..<last.endIndex]
        // "end.In the" is two sentences.
        guard original.allSatisfy({ !PIIScan.isUpper($0) }) || isShouted(scan, range) else { return false }
        let name = labels[labels.count - 2]
        guard name.contains(where: PIIScan.isLetter), name.count >= 2 || last.count >= 3 || labels.count >= 3 else {
            return false
        }
        switch ending {
        case .clear: return last.count > 2 || name.count >= 2 || labels.count >= 3
        case .doubtful:
            let hasPath = scan.byte(range.upperBound) == 0x2F && PIIScan.isAlphanumeric(scan.byte(range.upperBound + 1))
            return labels.count >= 3 && DomainNames.isSecondLevel(name)
                || hasPath && last.count == 2
                    && !isSourceFile(last)
        }
    }

    /// "ACME.COM": all capitals, and not the initials of something.
    private static func isShouted(_ scan: PIIScan, _ range: Range<Int>) -> Bool {
        let isCapital = scan.bytes[range].allSatisfy { !PIIScan.isLetter($0) || PIIScan.isUpper($0) }
        return isCapital && (scan.has(".com", at: range.upperBound - 4) || scan.has(".org", at: range.upperBound - 4))
    }

    private static func isSourceFile(_ label: ArraySlice<UInt8>) -> Bool {
        ["py", "rs", "pl", "sh", "md", "so", "cc"].contains { label.elementsEqual($0.utf8) }
    }

    private static func isLabel(_ byte: UInt8) -> Bool { PIIScan.isAlphanumeric(byte) || byte == 0x2D }

    /// What makes the name a part of an address, a path or an expression.
    private static func isJoined(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x40, 0x5F, 0x2F, 0x5C, 0x24, 0x25, 0x26, 0x2B, 0x2E, SkeletonText.letter: true
        default: false
        }
    }

    /// Products that are written like names.
    private static let frameworks: Set<String> = ["asp.net", "ado.net", "vb.net", "ml.net", "socket.io"]
}
