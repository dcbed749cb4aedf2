/// Words of which only one can be true of a thing.
enum ExclusiveWords {
    /// Whether two different words are of one such group.
    static func exclude(_ first: Int, _ second: Int) -> Bool {
        first != second && groups.contains { $0.stems.contains(first) && $0.stems.contains(second) }
    }

    private static let groups: [StemSet] = [
        "red blue green yellow black white orange purple pink brown grey gray",
        "đỏ xanh vàng đen trắng tím hồng nâu xám",
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
        "spring summer autumn winter", "north south east west northern southern eastern western",
        "hot cold warm cool", "open closed", "alive dead", "true false", "free paid", "male female", "man woman",
        "increase decrease", "increased decreased", "rise fall", "rose fell", "up down", "left right", "before after",
        "cheap expensive", "big small", "large small", "high low", "higher lower", "fast slow", "early late",
        "old new", "young old", "safe dangerous", "legal illegal", "possible impossible", "available unavailable",
        "included excluded", "allowed forbidden prohibited", "accepted rejected", "approved rejected denied",
        "won lost", "win lose", "success failure", "succeeded failed", "correct incorrect wrong", "yes no",
        "positive negative", "first second third fourth fifth last", "always never", "liquid solid gas",
        "morning afternoon evening night", "enabled disabled", "active inactive", "married single divorced",
    ].map { StemSet($0) }
}
