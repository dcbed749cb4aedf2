/// What a recogniser proposes, before overlaps are resolved.
struct PIICandidate {
    let type: PIIType
    /// The value in bytes of the skeleton.
    let range: Range<Int>
    let certainty: Double
    let validation: DetectedSpan.Validation
    var sample = false

    /// Validated beats longer beats surer beats earlier.
    func outranks(_ other: PIICandidate) -> Bool {
        let checked = validation == .checksum
        if checked != (other.validation == .checksum) { return checked }
        if range.count != other.range.count { return range.count > other.range.count }
        if certainty != other.certainty { return certainty > other.certainty }
        return range.lowerBound < other.range.lowerBound
    }
}
