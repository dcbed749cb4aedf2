/// Words that ask, and words that answer.
enum QuestionWords {
    static let askValue = PhraseList("what|which|what's|name")
    static let askNumber = PhraseList(
        "how many|how much|how old|how far|how long|how tall|how big|how high|how deep|what percentage|what number|"
            + "what is the price|what does it cost|bao nhiêu|mấy")
    static let askTime = PhraseList("when|what year|what time|what date|which year|khi nào|bao giờ|năm nào|lúc nào")
    static let askPerson = PhraseList("who|whom|whose|ai là|là ai|của ai")
    static let askPlace = PhraseList("where|what city|which city|what country|which country|ở đâu|đâu")
    static let askReason = PhraseList("why|how come|tại sao|vì sao")
    static let askManner = PhraseList("how do|how can|how to|how should|how would|how does|how did|làm sao|như thế nào")
    static let askYesOrNo = PhraseList(
        "is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may|must|isn't|aren't|don't|doesn't|can't"
    )
    static let askYesOrNoAnywhere = PhraseList("có phải|phải không|đúng không|được không")
    static let numerals = PhraseList(
        "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|"
            + "thousand|million|billion|dozen|half|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn|triệu")
    static let times = PhraseList(
        "today|tomorrow|yesterday|now|soon|morning|evening|night|noon|monday|tuesday|wednesday|thursday|friday|"
            + "saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|"
            + "century|hôm nay|ngày mai|hôm qua")
    static let yesNo = PhraseList("yes|no|yeah|nope|correct|true|false|không|có|đúng|vâng|phải|dạ")
    static let because = PhraseList("because|due to|since|as a result|so that|caused by|owing to|bởi vì|vì|do")
    static let steps = PhraseList(
        "click|go to|open|use|run|press|select|choose|follow|enter|type|install|start|first|then|next|to do|you can|"
            + "you should|you need|try|navigate|visit|contact|call|log in|sign in|turn|set|add|remove|hãy|bạn có thể|bấm|mở"
    )
}
