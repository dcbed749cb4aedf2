/// A phrase that means something to a recogniser: it names the number next to it, or begins what one looks for.
struct Cue: Sendable {
    /// What it says about numbers nearby; empty for most.
    var hint: ContextHint = []
    /// The recogniser that it wakes.
    var starts: Start?

    /// What a cue begins or belongs to.
    enum Start: UInt8, Sendable {
        /// "Mr", "Dr": a name follows.
        case title
        /// "my name is", "tên tôi là", "Name:".
        case introduction
        /// "Best regards": a name follows on the next line.
        case signature
        /// "born on", "ngày sinh".
        case birth
        /// "Street", "Road": a house number and a name come before.
        case streetWord
        /// "rue", "Calle", "Via": a name and a number stand around.
        case streetOpening
        /// "phường", "quận", "TP.": part of a Vietnamese address.
        case vietnamesePlace
        /// "dot com" of a spelled address.
        case spelledDot
        /// "(at)" of a spelled address.
        case spelledAt
        /// "password is", "mật khẩu của tôi là".
        case passwordProse
        /// "Nguyễn", "Trần": a Vietnamese family name.
        case vietnameseSurname
        /// "PO Box".
        case postBox
    }

    /// All cues as one automaton.
    static let matcher: PhraseMatcher<Cue> = {
        var phrases: [[UInt8]: Cue] = [:]
        func add(_ list: String, _ change: (inout Cue) -> Void) {
            for phrase in list.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
                change(&phrases[SkeletonText(String(phrase)).lower, default: Cue()])
            }
        }
        for (hint, list) in ContextHint.words { add(list) { $0.hint.formUnion(hint) } }
        for (start, list) in starts { add(list) { if $0.starts == nil { $0.starts = start } } }
        return PhraseMatcher(bytes: phrases.map { ($0.key, $0.value) })
    }()
}
