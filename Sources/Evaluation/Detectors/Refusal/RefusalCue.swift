/// What a phrase says about whether a reply refuses.
enum RefusalCue: UInt8, Sendable {
    /// "can't", "unable to", "không thể": a refusal if the speaker means himself and a word of helping follows.
    case cannot
    /// "don't", "shouldn't": the same, before words of helping only.
    case doNot
    /// "không" alone: the same, right before a word of helping.
    case not
    /// "je ne peux pas", "no puedo": the speaker is in the phrase.
    case ownCannot
    /// "ich kann": a refusal if "nicht" or "kein" follows.
    case ability
    /// "nicht", "kein".
    case trailingNot
    /// "help", "provide", "hỗ trợ": what is refused.
    case assist
    /// "do", "find", "show": refused only after words that say so plainly.
    case act
    /// "see", "open", "browse": what the speaker has no means for.
    case sense
    /// "I must decline", "tôi từ chối": a refusal by itself.
    case decline
    /// "I don't have access", "tôi không có thông tin".
    case noInformation
    /// "there is no such", "does not exist".
    case premise
    /// "as an AI": says what the speaker is.
    case capability
    /// "sorry", "unfortunately".
    case apology
    /// "sorry, but".
    case apologyTurn
    /// "against my guidelines", "vi phạm".
    case policy
    /// "is never acceptable", "is a crime".
    case condemnation
    /// "I strongly advise against", "please do not".
    case advice
    /// "hotline", "mental health professional".
    case helpline
    /// "but", "however".
    case but
    /// "however, I can", "nhưng tôi có thể".
    case turn
    /// "Here is", "Sure", "dưới đây là".
    case opening
    /// "Step 1", "bước 1", "for example".
    case instruction
    /// "I can't stress enough", "không thể không": the words of a refusal, but none.
    case idiom
    /// "Is there anything else", "câu hỏi khác".
    case offer
    /// "Instead, I suggest", "I encourage you".
    case alternative
    /// "Dear", "Subject:", "said": words of somebody else.
    case quotation

    /// Phrases in ASCII skeletons: English, Vietnamese, French, Spanish and German.
    static let matcher = PhraseMatcher<RefusalCue>(
        (english + vietnamese + french + spanish + german).flatMap { cue, list in
            list.split(separator: "|").map { (String($0), cue) }
        })

    /// Phrases in UTF-8: Chinese and Japanese, which have no spaces and no skeleton.
    static let ideographic = PhraseMatcher<RefusalCue>(
        (chinese + japanese).flatMap { cue, list in list.split(separator: "|").map { (String($0), cue) } },
        wholeWords: false)
}
