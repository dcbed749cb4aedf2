/// E-mail addresses spelled out: "john dot doe at acme dot com", "jane (at) acme.org".
enum SpelledEmailRecognizer {
    private struct Piece {
        let range: Range<Int>
        let kind: Kind
    }

    private enum Kind { case name, dot, at, bracketedAt, joint }

    /// Looks around a word for the full stop.
    static func recognize(dot: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard let ending = piece(after: dot.upperBound, scan), ending.kind == .name,
            DomainNames.ending(scan.lower[ending.range]) != nil
        else { return nil }
        var before = piece(before: dot.lowerBound, scan)
        var hops = 0
        while let label = before, label.kind == .name, hops < 4 {
            guard let link = piece(before: label.range.lowerBound, scan) else { return nil }
            if link.kind == .at || link.kind == .bracketedAt { return recognize(at: link, in: scan) }
            guard link.kind == .dot else { return nil }
            before = piece(before: link.range.lowerBound, scan)
            hops += 1
        }
        return nil
    }

    /// Looks around "(at)" or "[at]".
    static func recognize(at range: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        recognize(at: Piece(range: range, kind: .bracketedAt), in: scan)
    }

    private static func recognize(at link: Piece, in scan: PIIScan) -> PIICandidate? {
        guard let domain = domain(after: link.range.upperBound, scan),
            let start = localStart(before: link.range.lowerBound, scan)
        else { return nil }
        let range = start..<domain
        if link.kind == .at {
            // "look at example dot com" is no address.
            let first = scan.skeleton.lowercased(start..<link.range.lowerBound).split(separator: " ")
            guard let word = first.last.map(String.init), first.count > 1 || !plainWords.contains(word) else {
                return nil
            }
        }
        let name = scan.lower[link.range.upperBound..<domain]
        return PIICandidate(
            type: .email, range: range, certainty: link.kind == .at ? 0.8 : 0.9, validation: .context,
            sample: name.split(separator: 0x20).contains { $0.elementsEqual("example".utf8) }
                || DomainNames.isSample(name.drop { $0 <= 0x20 }))
    }

    private static func domain(after start: Int, _ scan: PIIScan) -> Int? {
        guard var label = piece(after: start, scan), label.kind == .name else { return nil }
        var labels = 1
        var best: Int?
        if let dot = label.range.last(where: { scan.byte($0) == 0x2E }),
            DomainNames.ending(scan.lower[dot + 1..<label.range.upperBound]) != nil
        {
            best = label.range.upperBound
        }
        while labels < 6, let link = piece(after: label.range.upperBound, scan), link.kind == .dot,
            let next = piece(after: link.range.upperBound, scan), next.kind == .name
        {
            if DomainNames.ending(scan.lower[next.range]) != nil { best = next.range.upperBound }
            label = next
            labels += 1
        }
        return best
    }

    private static func localStart(before end: Int, _ scan: PIIScan) -> Int? {
        guard let last = piece(before: end, scan), last.kind == .name else { return nil }
        var start = last.range.lowerBound
        var parts = 1
        while parts < 6, let link = piece(before: start, scan), link.kind == .dot || link.kind == .joint,
            let name = piece(before: link.range.lowerBound, scan), name.kind == .name
        {
            start = name.range.lowerBound
            parts += 1
        }
        return start
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        PIIScan.isAlphanumeric(byte) || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x2B
    }

    private static func isBracket(_ byte: UInt8) -> Bool { [0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte) }

    private static func piece(after start: Int, _ scan: PIIScan) -> Piece? {
        let first = scan.end(from: start, limit: 3) { $0 == 0x20 || isBracket($0) }
        var end = scan.end(from: first, limit: 64, while: isPart)
        while end > first, scan.byte(end - 1) == 0x2E { end -= 1 }
        if end == first, scan.byte(first) == 0x40 { end += 1 }
        return end > first ? Piece(range: first..<end, kind: kind(first..<end, scan)) : nil
    }

    private static func piece(before end: Int, _ scan: PIIScan) -> Piece? {
        var last = end
        while last > 0, end - last < 3, scan.byte(last - 1) == 0x20 || isBracket(scan.byte(last - 1)) { last -= 1 }
        var start = last
        while start > 0, last - start < 64, isPart(scan.byte(start - 1)) { start -= 1 }
        if start == last, scan.byte(start - 1) == 0x40 { start -= 1 }
        return last > start ? Piece(range: start..<last, kind: kind(start..<last, scan)) : nil
    }

    private static func kind(_ range: Range<Int>, _ scan: PIIScan) -> Kind {
        let isBracketed = isBracket(scan.byte(range.lowerBound - 1)) && isBracket(scan.byte(range.upperBound))
        switch scan.skeleton.lowercased(range) {
        case "dot", "cham", "punto", "punkt", "point", ".": return .dot
        case "at", "@", "cong": return isBracketed ? .bracketedAt : .at
        case "arroba": return .at
        case "underscore", "dash", "hyphen", "minus", "plus": return .joint
        default: return .name
        }
    }

    private static let plainWords: Set<String> = [
        "me", "us", "you", "it", "him", "her", "them", "is", "was", "are", "look", "be", "out", "arrive", "located",
        "hosted", "available", "visit", "here", "online", "site", "website", "found", "page", "live", "one", "now",
        "up", "work", "works", "start", "at", "the", "and", "not", "shop", "buy", "order", "store",
    ]
}
