/// Offers phrases that begin something to the recognisers they wake.
enum CueDispatch {
    static func walk(_ scan: PIIScan, into candidates: inout [PIICandidate]) {
        // Words inside a Vietnamese address just found lead to the same address.
        var addressEnd = 0
        for cue in scan.cues {
            guard let start = cue.tag.starts else { continue }
            if start == .vietnamesePlace, cue.range.lowerBound < addressEnd { continue }
            guard let found = recognize(start, cue.range, in: scan) else { continue }
            if start == .vietnamesePlace { addressEnd = found.range.upperBound }
            candidates.append(found)
        }
    }

    private static func recognize(_ start: Cue.Start, _ range: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        switch start {
        // "Dr" is a doctor and a drive.
        case .title:
            NameRecognizer.afterTitle(range, in: scan) ?? StreetRecognizer.recognize(streetWord: range, in: scan)
        case .introduction: NameRecognizer.afterIntroduction(range, in: scan)
        case .signature: NameRecognizer.afterSignature(range, in: scan)
        case .vietnameseSurname: NameRecognizer.vietnameseName(range, in: scan)
        case .birth: BirthDateRecognizer.recognize(after: range, in: scan)
        case .streetWord: StreetRecognizer.recognize(streetWord: range, in: scan)
        case .postBox: StreetRecognizer.recognize(box: range, in: scan)
        case .streetOpening: StreetRecognizer.recognize(opening: range, in: scan)
        case .vietnamesePlace: VietnameseAddressRecognizer.recognize(place: range, in: scan)
        case .spelledDot: SpelledEmailRecognizer.recognize(dot: range, in: scan)
        case .spelledAt: SpelledEmailRecognizer.recognize(at: range, in: scan)
        case .passwordProse: PasswordRecognizer.recognize(prose: range, in: scan)
        }
    }
}
