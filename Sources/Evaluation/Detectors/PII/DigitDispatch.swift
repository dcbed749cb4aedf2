/// Offers a number written in digits to the recognisers of its length.
enum DigitDispatch {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan, into candidates: inout [PIICandidate]) {
        // Amounts of money are nobody's number, but nobody writes fifteen digits of money in one piece.
        if isAmount(digits, in: scan) {
            if digits.count >= 15 {
                CardRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
            } else if digits.isGrouped(3, 2, 4) {
                SSNRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
            }
            return
        }
        if digits.count >= 12 {
            CardRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
        }
        if digits.count <= 16 {
            PhoneRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
        }
        switch digits.count {
        case 9:
            SSNRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
            VietnameseIDRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
        case 12: VietnameseIDRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
        case 10, 13: VietnameseTaxRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
        default: break
        }
        NationalNumberRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
        DocumentNumberRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
        AccountNumberRecognizer.recognize(digits, in: scan).map { candidates.append($0) }
    }

    /// Whether a sign of money stands directly before.
    private static func isAmount(_ digits: DigitWindow, in scan: PIIScan) -> Bool {
        let place = digits.range.lowerBound - 1
        switch scan.byte(place) {
        case 0x24: return true
        case SkeletonText.other: return Currency.isSign(scan.skeleton.scalar(at: place))
        default: return false
        }
    }
}
