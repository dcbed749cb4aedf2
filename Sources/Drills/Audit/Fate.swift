/// What became of one record that was sent: counts and digests, some hundred bytes.
struct Fate: Sendable, Hashable {
    /// What a record was, hence how it has to end.
    enum Kind: Sendable, Hashable {
        /// One result in Redis, the same on one output topic.
        case request
        /// A request whose result no topic takes: one result in Redis, and a dead letter.
        case oversized
        /// No request at all: a dead letter with the bytes as they came, no result.
        case poison
    }

    /// A result topic.
    enum Output: Sendable, Hashable { case completed, review }

    let kind: Kind
    let payload: ContentDigest

    /// Elements in the campaign's list.
    private(set) var stored = 0
    /// Records on the result topics.
    private(set) var published = 0
    /// Dead letters.
    private(set) var deadLetters = 0
    /// Something that was to be the same was not.
    private(set) var differs = false
    /// There are records on both result topics.
    private(set) var isScattered = false
    /// A dead letter did not hold the bytes that were sent.
    private(set) var isAltered = false

    private var storedDigest: ContentDigest?
    private var publishedDigest: ContentDigest?
    private var output: Output?

    init(_ kind: Kind, payload: ContentDigest) {
        self.kind = kind
        self.payload = payload
    }

    /// An element of a Redis list.
    mutating func store(_ value: ContentDigest) {
        stored += 1
        if let known = storedDigest, known != value { differs = true }
        storedDigest = value
        compare()
    }

    /// A record on a result topic.
    mutating func publish(_ value: ContentDigest, on topic: Output) {
        published += 1
        if let output, output != topic {
            isScattered = true
        } else if let known = publishedDigest, known != value {
            differs = true
        }
        output = topic
        publishedDigest = value
        compare()
    }

    /// A dead letter. One whose value says that it was cut is compared with nothing.
    mutating func deadLetter(_ value: ContentDigest, isCut: Bool) {
        deadLetters += 1
        if !isCut, value != payload { isAltered = true }
    }

    /// Redis was emptied: what it had is no longer there, and may come again.
    mutating func forgetStored() {
        stored = 0
        storedDigest = nil
    }

    /// What a reviewer gets has more members; a completed result is what Redis has, byte for byte.
    private mutating func compare() {
        guard output == .completed, let storedDigest, let publishedDigest else { return }
        if storedDigest != publishedDigest { differs = true }
    }
}
