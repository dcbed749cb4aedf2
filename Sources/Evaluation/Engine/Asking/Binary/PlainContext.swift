/// Texts that plain questions are read against: all of them where they are short, else the pieces nearest to what a question
/// is about.
struct PlainContext {
    /// Scalars of one piece.
    private static let pieceLength = 4_000

    private let pieces: [NumberedText]
    private let stems: [Set<Int>]
    private let limit: Int
    /// They are short enough to stand in every question.
    let isShared: Bool

    /// - Parameter limit: scalars that a question shows. Default: as of evidence.
    init(_ texts: [NumberedText], limit: Int = PlainEvidence.length) {
        self.limit = limit
        isShared = texts.reduce(0) { $0 + $1.text.unicodeScalars.count } <= limit
        guard !isShared else {
            pieces = texts
            stems = []
            return
        }
        pieces = texts.flatMap { text in
            TextParts(text.text, length: Self.pieceLength, limit: .max).parts.map {
                NumberedText(id: text.id, text: $0.text)
            }
        }
        stems = pieces.map { Self.stems($0.text) }
    }

    /// All of them, to be shown once; none when they are too long for that.
    var shared: [NumberedText] { isShared ? pieces : [] }

    /// Of texts that are too long, the pieces that share most words with an item, in their order; none of shared ones.
    func nearest(to item: String) -> [NumberedText] {
        guard !isShared else { return [] }
        let wanted = Self.stems(item)
        let hits = stems.map { $0.intersection(wanted).count }
        var left = limit
        var kept: [Int] = []
        for place in pieces.indices.sorted(by: { (hits[$1], $0) < (hits[$0], $1) }) {
            let size = pieces[place].text.unicodeScalars.count
            guard size <= left else { continue }
            left -= size
            kept.append(place)
        }
        return kept.sorted().map { pieces[$0] }
    }

    /// What a question about an item shows: everything, or what is nearest to it.
    func shown(for item: String) -> [NumberedText] { isShared ? pieces : nearest(to: item) }

    private static func stems(_ text: String) -> Set<Int> {
        Set(TokenizedText(text).words.lazy.filter(\.isContent).map(\.stem))
    }
}
