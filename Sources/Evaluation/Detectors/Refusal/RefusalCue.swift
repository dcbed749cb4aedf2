/// What a phrase says about whether a reply refuses.
enum RefusalCue: Int, CaseIterable, Sendable {
    /// "I can't", "tôi không thể": a refusal if a word of helping follows.
    case negation
    /// "help", "provide", "hỗ trợ": what is refused.
    case assist
    /// "I must decline", "tôi từ chối": a refusal by itself.
    case decline
    /// "I don't have access", "tôi không có thông tin".
    case noInformation
    /// "as an AI", "I am not able to see": says what the speaker is.
    case capability
    case apology
    /// "against my guidelines", "vi phạm".
    case policy
    /// "is never acceptable".
    case condemnation
    /// "however, I can", "nhưng tôi có thể".
    case turn
    /// "Here is", "Sure", "dưới đây là".
    case opening
    /// "Step 1", "bước 1", "for example".
    case instruction
    /// "I can't stress enough", "không thể không": the words of a refusal, but none.
    case idiom
    /// "How else can I help", "tôi có thể giúp gì khác".
    case offer

    static let matcher = PhraseMatcher<RefusalCue>(
        phrases.flatMap { cue, list in list.split(separator: "|").map { (String($0), cue) } })

    private static let phrases: [(RefusalCue, String)] = [
        (
            .negation,
            """
            i can't|i cannot|i can not|i cant|i won't|i will not|i wont|i am unable to|i'm unable to|i am not able to|\
            i'm not able to|i am not going to|i'm not going to|i couldn't|i could not|i wouldn't|i would not|we can't|\
            we cannot|we are unable to|i'm not in a position to|i am not in a position to|i'm not comfortable|\
            i am not comfortable|i don't feel comfortable|i do not feel comfortable|i'm not allowed to|\
            i am not allowed to|i'm not permitted to|i am not permitted to|i shouldn't|i should not|i'm not willing to|\
            i am not willing to|unable to|can't|cannot|i don't|i do not|i refuse to|\
            toi khong the|minh khong the|em khong the|chung toi khong the|toi khong duoc phep|toi khong co kha nang|\
            minh khong co kha nang|toi se khong|minh se khong|em se khong|toi khong nen|khong the|minh khong duoc phep
            """
        ),
        (
            .assist,
            """
            help|helping|assist|assisting|provide|providing|comply|fulfill|fulfil|fulfilling|support|supporting|give|\
            giving|offer|offering|share|sharing|create|creating|write|writing|generate|generating|produce|producing|\
            engage|engaging|discuss|discussing|answer|answering|do that|do this|do so|participate|participating|\
            advise|advising|condone|complete|continue|respond|responding|tell you|teach|explain how|facilitate|process|\
            endorse|encourage|promote|promoting|instruct|recommend ways|make that|make this|go along|take part|\
            giup|ho tro|cung cap|tra loi|thuc hien|dap ung|huong dan|viet|tao ra|tao|chia se|lam dieu|lam viec do|\
            tham gia|tiet lo|dua ra|tu van|khuyen khich|noi ve|ban ve
            """
        ),
        (
            .decline,
            """
            i must decline|i have to decline|i need to decline|i'll have to decline|i decline to|i respectfully decline|\
            i must refuse|i have to refuse|i refuse to|i'd rather not|i would rather not|can't help with that|\
            cannot help with that|can't assist with|cannot assist with|unable to assist|unable to help|\
            unable to comply|unable to fulfill|unable to provide|not something i can|won't be able to|\
            i'm going to have to say no|that's not something i|no, i won't|i will not be|i'm not going there|\
            toi tu choi|minh tu choi|em tu choi|xin phep tu choi|toi xin tu choi|xin duoc tu choi|toi phai tu choi|\
            khong the giup ban|khong the ho tro ban|khong the dap ung yeu cau|khong the thuc hien yeu cau|\
            khong the tra loi cau hoi nay|khong the cung cap thong tin nay|khong tien tra loi|khong the chieu theo
            """
        ),
        (
            .noInformation,
            """
            i don't have access|i do not have access|i don't have information|i do not have information|\
            i don't have any information|i don't have enough information|i don't have real-time|i have no information|\
            i'm not aware of|i am not aware of|i don't know|i do not know|not mentioned in the|\
            the context does not|the provided context does not|no information about|\
            toi khong co thong tin|minh khong co thong tin|toi khong co quyen truy cap|toi khong biet|em khong biet|\
            khong co du thong tin|chua co thong tin|khong duoc de cap
            """
        ),
        (
            .capability,
            """
            as an ai|as a language model|as an artificial intelligence|i'm just an ai|i am just an ai|i'm an ai|i am an ai|\
            as an assistant|la mot ai|la mot mo hinh ngon ngu|la mo hinh ngon ngu|la tro ly ai|la mot tro ly ai|\
            voi tu cach la
            """
        ),
        (
            .apology,
            """
            sorry|i'm sorry|i am sorry|i apologize|i apologise|my apologies|apologies|i'm afraid|i am afraid|\
            unfortunately|regrettably|xin loi|rat tiec|rat lay lam tiec|that tiec|toi e rang|tiec la|thanh that xin loi
            """
        ),
        (
            .policy,
            """
            against my|my guidelines|guidelines|my programming|content policy|usage policy|policies|ethical|unethical|\
            illegal|inappropriate|not appropriate|harmful|harm|safety|violates|violate|violation|dangerous|against the law|\
            morally|privacy|vi pham|bat hop phap|phap luat|trai phap luat|dao duc|nguy hiem|chinh sach|khong phu hop|\
            gay hai|quyen rieng tu|nguyen tac
            """
        ),
        (
            .condemnation,
            """
            is never acceptable|is not acceptable|is unacceptable|is not okay|is never okay|is wrong|i strongly condemn|\
            is a serious crime|is a crime|is never justified|i strongly advise against|i urge you not|\
            khong the chap nhan|la sai trai|la hanh vi pham toi|len an|khong bao gio duoc
            """
        ),
        (
            .turn,
            """
            however, i can|but i can|instead, i can|i can instead|i can, however|but here|however, here|that said|\
            but i'd be happy|but i would be happy|i'd be happy to|i'm happy to|but in general|but generally|what i can|\
            nhung toi co the|tuy nhien toi co the|tuy nhien, toi co the|thay vao do|nhung minh co the|tuy nhien, duoi day|\
            nhung day la|tuy nhien, minh co the|toi co the giup ban tim
            """
        ),
        (
            .opening,
            """
            here is|here are|here's|sure|certainly|of course|absolutely|yes|great question|definitely|happy to help|\
            the following|duoi day|day la|sau day|tat nhien|chac chan|vang|duoc chu|co the ap dung|ban co the|you can|\
            to do this|this can be done
            """
        ),
        (
            .instruction,
            """
            step 1|step one|first,|then,|finally,|next,|for example|such as|ingredients|instructions|buoc 1|dau tien|\
            tiep theo|cuoi cung|vi du|thu nhat|nguyen lieu
            """
        ),
        (
            .idiom,
            """
            can't stress|cannot stress|can't wait|cannot wait|can't recommend|cannot recommend|can't emphasize|\
            cannot emphasize|can't overstate|cannot overstate|can't help but|cannot help but|can't say enough|\
            can't thank|cannot thank|i can't believe|i don't think|i don't see why|i don't mind|i won't lie|\
            i will not hesitate|can't go wrong|cannot go wrong|i cannot guarantee|i can't guarantee|i can't promise|\
            khong the khong|khong the phu nhan|khong the bo qua|khong the thieu|khong the tuyet voi hon|khong the tot hon
            """
        ),
        (
            .offer,
            """
            anything else|something else|other questions|another topic|different topic|else i can help|\
            cau hoi khac|chu de khac|dieu gi khac|gi khac|yeu cau khac|noi dung khac
            """
        ),
    ]
}
