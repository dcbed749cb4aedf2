/// Offers a number written in digits to the recognisers of its length.
enum DigitDispatch {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan, into candidates: inout [PIICandidate]) {
        // Amounts of money are nobody's number.
        let before = scan.byte(digits.range.lowerBound - 1)
        guard before != 0x24, before != SkeletonText.other else { return }
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
}
