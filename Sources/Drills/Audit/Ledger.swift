/// Everything that was sent and what came of it, by number.
struct Ledger: Sendable {
    /// Where a record is in the request topic.
    struct Place: Sendable, Hashable {
        let partition: Int32
        let offset: Int64
    }

    /// Offsets of an output topic that were passed over: its records have consecutive ones.
    struct Gap: Sendable, Hashable {
        let topic: String
        let offsets: Range<Int64>
    }

    private struct Letter: Sendable {
        let value: ContentDigest
        let isCut: Bool
    }

    /// By the number in a record's id, from 0 without gaps.
    private(set) var fates: [Fate] = []
    /// Results and dead letters that belong to nothing that was sent.
    var strangers: Int { unknown + early.count }
    private var unknown = 0
    /// How results ended, each request counted once, by its first record.
    private(set) var outcomes: [String: Int] = [:]
    /// By partition: the offset behind the newest record that the broker acknowledged.
    private(set) var ends: [Int32: Int64] = [:]
    /// Requests that have a record on a result topic.
    private(set) var answered = 0
    /// Of them, those with a score.
    private(set) var scored = 0
    /// Records that have a dead letter.
    private(set) var deadLettered = 0
    /// Offsets of the output topics that the broker did not hand out.
    private(set) var gaps: [Gap] = []

    /// Records whose dead letters, cut short, name nothing but their places.
    private var places: [Place: Int] = [:]
    /// Such dead letters that were read before the broker's acknowledgement of their records.
    private var early: [Place: Letter] = [:]
    /// By output topic: the offset to be heard next.
    private var next: [String: Int64] = [:]

    /// Takes note of a record before it is sent; returns its number.
    mutating func add(_ kind: Fate.Kind, payload: ContentDigest) -> Int {
        fates.append(Fate(kind, payload: payload))
        return fates.count - 1
    }

    /// The broker has acknowledged a record.
    mutating func delivered(_ number: Int, to place: Place) {
        ends[place.partition] = max(ends[place.partition] ?? 0, place.offset + 1)
        guard fates[number].kind == .oversized else { return }
        places[place] = number
        if let letter = early.removeValue(forKey: place) { deadLettered(number, letter.value, isCut: letter.isCut) }
    }

    /// A record of an output topic, each of which has one partition, was read.
    mutating func heard(_ topic: String, at offset: Int64) {
        let expected = next[topic] ?? 0
        if offset > expected { gaps.append(Gap(topic: topic, offsets: expected..<offset)) }
        next[topic] = offset + 1
    }

    /// The broker was emptied: its offsets begin anew.
    mutating func forgetOffsets() {
        ends = [:]
        next = [:]
    }

    /// Redis was emptied.
    mutating func forgetStored() {
        for number in fates.indices { fates[number].forgetStored() }
    }

    mutating func stored(_ number: Int?, _ value: ContentDigest) {
        guard let number, fates.indices.contains(number) else { return unknown += 1 }
        fates[number].store(value)
    }

    /// - Parameters:
    ///   - outcome: of the result, as tables name it.
    ///   - hasScore: whether something was scored.
    mutating func published(
        _ number: Int?, _ value: ContentDigest, on output: Fate.Output, outcome: String, hasScore: Bool
    ) {
        guard let number, fates.indices.contains(number) else { return unknown += 1 }
        if fates[number].published == 0 {
            outcomes[outcome, default: 0] += 1
            answered += 1
            if hasScore { scored += 1 }
        }
        fates[number].publish(value, on: output)
    }

    /// A dead letter whose record is known by its place alone.
    mutating func deadLettered(at place: Place, _ value: ContentDigest, isCut: Bool) {
        if let number = places[place] {
            deadLettered(number, value, isCut: isCut)
        } else {
            early[place] = Letter(value: value, isCut: isCut)
        }
    }

    mutating func deadLettered(_ number: Int?, _ value: ContentDigest, isCut: Bool) {
        guard let number, fates.indices.contains(number) else { return unknown += 1 }
        if fates[number].deadLetters == 0 { deadLettered += 1 }
        fates[number].deadLetter(value, isCut: isCut)
    }

    /// Records that have neither a result on a topic nor a dead letter.
    var open: Int { fates.count { $0.published == 0 && $0.deadLetters == 0 } }

    /// The numbers of those records.
    var openNumbers: [Int] { fates.indices.filter { fates[$0].published == 0 && fates[$0].deadLetters == 0 } }
}
