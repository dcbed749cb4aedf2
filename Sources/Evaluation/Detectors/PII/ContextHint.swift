/// Words near a number that say what it is, in English and Vietnamese without accents.
enum ContextHint: Sendable {
    case phone, card, socialSecurity, nationalID, version, order

    private static let words: [(ContextHint, String)] = [
        (
            .phone,
            "phone|phones|telephone|tel|call|mobile|cell|fax|hotline|whatsapp|zalo|sdt|dien thoai|lien he|goi|so dt"
        ),
        (.card, "card|visa|mastercard|amex|credit|debit|the|so the|the tin dung"),
        (.socialSecurity, "ssn|social security|social security number|an sinh xa hoi"),
        (
            .nationalID,
            "cccd|cmnd|can cuoc|can cuoc cong dan|chung minh|chung minh nhan dan|citizen id|national id|so dinh danh"
        ),
        (.version, "version|ver|v|release|build|phien ban|section|chapter"),
        (.order, "order|invoice|ticket|tracking|serial|isbn|ma don|don hang|hoa don|version|id"),
    ]

    static let matcher = PhraseMatcher<ContextHint>(
        words.flatMap { hint, list in list.split(separator: "|").map { (String($0), hint) } })
}
