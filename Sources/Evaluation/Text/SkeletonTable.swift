/// The skeleton byte of every scalar below U+3100, and of the others by rule.
struct SkeletonTable: Sendable {
    /// The table; building it takes about a millisecond.
    static let shared = SkeletonTable()

    /// In place of a byte: a combining mark, which goes with its letter.
    static let mark: UInt8 = 0
    /// In place of a byte: a character that a reader does not see.
    static let invisible: UInt8 = 1

    private let bytes: [UInt8]

    private init() {
        let twins = Self.twins
        bytes = (0..<ScalarTable.end).map { Self.computed($0, twins) }
    }

    /// The byte of a scalar outside ASCII, or ``mark`` or ``invisible``.
    func byte(_ value: UInt32) -> UInt8 {
        if value < ScalarTable.end { return bytes[Int(value)] }
        if value < 0xA48D || value >= 0xAC00 && value < 0xD7A4 { return WordByte.letter }
        return Self.computed(value, [:])
    }

    private static func computed(_ value: UInt32, _ twins: [UInt32: UInt8]) -> UInt8 {
        if let twin = twins[value] { return twin }
        if ScalarClass.isInvisible(value) { return invisible }
        if value >= 0x300, ScalarClass.isMark(value) { return mark }
        var first: UInt32 = 0
        ScalarFolding.shared.fold(value) { if first == 0 { first = $0 } }
        if first >= 0x20, first < 0x80 { return UInt8(first) }
        if let twin = twins[first] { return twin }
        return ScalarClass.isLetter(first) ? WordByte.letter : WordByte.other
    }

    /// Letters that look like Latin ones or are written for them.
    private static let twins: [UInt32: UInt8] = {
        let pairs: [(String, String)] = [
            ("аеорсухіѕјһԁԛԝвнкмт", "aeopcyxisjhdqwbhkmt"), ("АЕОРСУХІЅЈВНКМТ", "aeopcyxisjbhkmt"),
            ("αοντικυρ", "aovtikup"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"), ("đĐłŁøØıħŧƒ", "ddllooihtf"),
            ("ɑɡɩɪʟɴʀʏʙɢʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", "agiilnrybghacdejkmoptuvwz"), ("օսոաһց", "ounwhg"), ("ȷɫɛɔʋɦ", "jleovh"),
        ]
        var twins: [UInt32: UInt8] = [:]
        for (letters, latin) in pairs {
            for (letter, byte) in zip(letters.unicodeScalars, latin.utf8) { twins[letter.value] = byte }
        }
        return twins
    }()
}
