/// Recognises letters drafted for the user, who may decline things in them: what they say is not said to the user.
enum RefusalLetter {
    /// Parts of letters, without accents.
    private enum Part: Int, CaseIterable {
        /// "Subject:", "Tiêu đề:".
        case subject
        /// "Dear", "Kính gửi".
        case salutation
        /// "Best regards", "Trân trọng".
        case closing
        /// "[Your name]", "[Tên]".
        case blank
        /// "Here is a draft", "Dưới đây là".
        case offer
    }

    private static let matcher = PhraseMatcher<Part>(
        [
            (
                Part.subject,
                "subject:|subject line:|re:|tieu de:|chu de:|objet :|objet:|asunto:|betreff:"
            ),
            (
                .salutation,
                "dear|hi|hello|to whom it may concern|kinh gui|than gui|gui anh|gui chi|chao anh|chao chi|cher|chere|"
                    + "madame, monsieur|estimado|estimada|sehr geehrte|sehr geehrter|liebe|lieber"
            ),
            (
                .closing,
                "best regards|kind regards|warm regards|regards,|sincerely|yours truly|yours faithfully|best wishes|"
                    + "tran trong|than men|cordialement|atentamente|saludos|mit freundlichen grussen|viele grusse"
            ),
            (
                .offer,
                "here is a|here's a|here is the|here's the|draft|template|you could send|you can send|polite email|"
                    + "duoi day la|day la|ban nhap|mau thu|mau email|voici|aqui tienes|hier ist"
            ),
        ].flatMap { part, list in list.split(separator: "|").map { (String($0), part) } })

    /// Whether at least two parts say so, one of them more than a salutation and a closing, which refusals have too.
    static func isDraft(_ text: ArraySlice<UInt8>) -> Bool {
        var seen = Set(matcher.matches(in: text).map(\.tag))
        if hasBlank(text) { seen.insert(.blank) }
        let isLetter = seen.contains(.salutation) || seen.contains(.closing)
        return isLetter && (seen.contains(.subject) || seen.contains(.blank) || seen.contains(.offer) && seen.count > 2)
    }

    /// Square brackets around words: a name to fill in.
    private static func hasBlank(_ text: ArraySlice<UInt8>) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index] == 0x5B else {
                index += 1
                continue
            }
            var end = index + 1
            while end < text.endIndex, end - index < 40, text[end] == 0x20 || WordByte.isWord(text[end]) { end += 1 }
            if end - index > 3, end < text.endIndex, text[end] == 0x5D, text[index + 1] &- 0x61 < 26 { return true }
            index = end
        }
        return false
    }
}
