/// What a phrase says about whether a text is toxic.
enum ToxicCue: Sendable {
    /// An entry of the lexicon with its strength out of context.
    case entry(LexiconHit.Category, Double)
    /// Words of contempt: "disgusting", "hate", "tởm".
    case contempt
    /// Driving out or wiping out: "deport", "go back to", "cút về".
    case expulsion
    /// A person spoken to: "you", "mày".
    case person
    /// People named by what they are. Never toxic alone: counts only beside contempt or expulsion.
    case group
    /// "Not", "never", "không".
    case negation
    /// Speaks about such words or against them: "calling someone", "hate speech", "is unacceptable".
    case counter
    /// Thanks, love, praise.
    case kindness

    /// Compiled in the alphabet of ``ToxicAlphabet``.
    static let matcher = PhraseMatcher<ToxicCue>(
        bytes: (entries.map { (ToxicCue.entry($0, $1), $2) } + context).flatMap { cue, list in
            list.split(separator: "|").map { (NormalizedText(String($0)).scalars.map(ToxicAlphabet.byte), cue) }
        })

    private static let context: [(ToxicCue, String)] = [
        (
            .contempt,
            """
            hate|hates|despise|detest|loathe|disgusting|disgust|filthy|filth|gross|inferior|ugly|dumb|lazy|criminals|\
            parasites|parasite|disease|plague|cockroaches|animals|pigs|pig|make me sick|makes me sick|rats|savages|scum|garbage|trash|evil|useless|freaks|freak|\
            can't stand|cannot stand|sick of|ruin|ruining|ruined|destroying|inbred|brainless|clown|creep|creepy|liar|liars|\
            suck|sucks|not human|less than human|abomination|sickening|vile|repulsive|burden|rapists|thieves|terrorists|\
            ghét|tởm|ghê tởm|kinh tởm|bẩn thỉu|rác rưởi|hèn|hèn hạ|đê tiện|xấu xí|dốt|đần|đần độn|xàm|hãm|thối|thối nát|\
            vô dụng|ăn hại|ăn bám|lừa đảo|giả tạo|trơ trẽn|vô liêm sỉ|mặt dày|lố bịch|kinh|bựa|ngáo|điên|rẻ tiền|quê mùa|\
            nhục|phản động|lươn lẹo|não phẳng|trẻ trâu|ảo tưởng
            """
        ),
        (
            .expulsion,
            """
            deport|deported|kill all|kill them all|kill every|go back to|don't belong|do not belong|get rid of them|wipe out|wiped out|eradicate|exterminate|\
            should be shot|should be killed|deserve to die|deserve to suffer|should not exist|shouldn't exist|\
            locked up|should be banned|should all die|should all leave|get out of our|kick them out|have no place|\
            no rights|should not be allowed|should not have rights|need to be stopped|must be destroyed|should be gassed|\
            would be better without|are taking over|are all the same|cút|cút về|cút đi|biến đi|biến khỏi|đuổi hết|\
            tiêu diệt|nên chết|đáng chết|đáng bị|không xứng đáng sống|chết hết đi|quét sạch|tống cổ
            """
        ),
        (
            .person,
            """
            you|your|you're|yourself|u|ur|he is|she is|they are|these people|those people|that guy|mày|chúng mày|tụi mày|bọn mày|\
            thằng|con này|bọn nó|chúng nó|lũ|tụi nó|bọn này|mấy thằng|mấy con|cái loại|cái thứ|loại này
            """
        ),
        (
            .group,
            """
            women|woman|girls|gay|gays|gay people|lesbians|trans|trans people|transgender|muslims|muslim|jews|jewish|\
            christians|black people|blacks|white people|asians|immigrants|immigrant|refugees|foreigners|disabled people|\
            disabled|mexicans|africans|arabs|chinese|indians|old people|fat people|poor people|blind people|\
            phụ nữ|đàn bà|người đồng tính|đồng tính|người da đen|da đen|người hồi giáo|người khuyết tật|người trung quốc|\
            người dân tộc|bắc kỳ|nam kỳ|người bắc|người nam|người miền|dân tỉnh lẻ|nhà quê|người nhập cư
            """
        ),
        (
            .negation,
            "not|never|isn't|aren't|don't|doesn't|nobody is|no one is|wasn't|not a|không|không phải|chưa|chẳng|đừng|không được gọi|ain't"
        ),
        (
            .counter,
            """
            calling|called|calls|call someone|the word|the words|the term|slur|slurs|hate speech|offensive|racist|racism|sexist|\
            homophobic|it is wrong to|it's wrong to|is unacceptable|is not acceptable|you should never|never say|don't say|\
            do not say|stop saying|saying|should say|should ever say|nobody should|no one should|said|says|wrote|quote|quoted|bullying|bullied|insulted|reported|if someone|\
            someone who says|anyone who says|people who say|condemn|should apologize|used to call|refers to|means|means a|\
            definition|victim|victims|gọi|từ này|từ ngữ|xúc phạm|miệt thị|phân biệt|kỳ thị|không nên nói|đừng nói|bị gọi|nói rằng|\
            lên án|nghĩa là|bị mắng|bắt nạt
            """
        ),
        (
            .kindness,
            """
            thank|thanks|thank you|love|lovely|great|wonderful|beautiful|please|welcome|respect|proud|happy|congratulations|\
            amazing|kind|support|cảm ơn|cám ơn|yêu|tuyệt vời|đẹp|dễ thương|chúc mừng|tự hào|tôn trọng|ủng hộ|hạnh phúc|quý
            """
        ),
    ]
}
