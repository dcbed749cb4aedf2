/// What a recogniser proposes, before overlaps are resolved.
struct PIICandidate {
    let type: PIIType
    /// The value in bytes of the skeleton.
    let range: Range<Int>
    let certainty: Double
    let validation: DetectedSpan.Validation
    var sample = false
    /// ISO 3166 code of the country whose number it is; empty for none.
    var country: StaticString = ""
    /// Whether chance is ruled out: check digits in a known layout, or with a word that says what they are.
    var isProven = false

    /// Proven beats longer beats surer beats earlier; a web address loses to what it holds.
    func outranks(_ other: PIICandidate) -> Bool {
        if rank != other.rank { return rank > other.rank }
        if range.count != other.range.count { return range.count > other.range.count }
        if certainty != other.certainty { return certainty > other.certainty }
        return range.lowerBound < other.range.lowerBound
    }

    private var rank: Int {
        if isProven { return 4 }
        return switch type {
        // Digits in a path are rarely a number of a person.
        case .phone, .person, .address, .bankAccount, .licensePlate, .driverLicense, .passport: 1
        case .nationalID, .taxID, .vietnameseID, .usSSN, .socialInsurance: 1
        case .url: 2
        default: 3
        }
    }
}
