/// English and Vietnamese function words and negations, by ``WordKey``.
enum WordLists {
    /// What a listed word does in a sentence.
    struct Role: OptionSet, Sendable {
        let rawValue: UInt8
        /// Carries no content of its own.
        static let stopWord = Role(rawValue: 1)
        /// Turns a statement around. Never a stop word: it changes what a claim says.
        static let negation = Role(rawValue: 2)
    }

    /// The roles of listed words.
    static let roles = WordTable<Role>(
        stopWords.map { (WordKey.key($0), .stopWord) } + negations.map { (WordKey.key($0), .negation) })

    private static let stopWords = words(
        """
        a an the and or but if then than so as at by for from in into of off on onto out over to up with within about \
        after before between during through under above is am are was were be been being do does did done have has \
        had having will would shall should can could may might must i me my mine we us our you your he him his she her \
        it its they them their this that these those there here who whom whose which what when where why how all any \
        both each few more most other some such only own same too very just also it's i'm that's there's we're they're \
        you're i've let's s t re ve ll d m
        """
            + """
             là và của có các những được cho với trong khi này đó thì mà ở tại một cũng như về để từ đến bởi vì nên nếu hay \
            hoặc đã đang sẽ rồi lại ra vào lên xuống theo trên dưới sau trước giữa bị do tôi bạn anh chị em ông bà họ nó \
            chúng ta mình ai gì nào đâu sao thế vậy nhé ạ à rất quá lắm hơn nhất cả mọi mỗi từng cái con chiếc người \
            việc sự điều
            """)

    private static let negations = words(
        """
        not no never none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt \
        shouldnt couldnt hardly barely scarcely không chưa chẳng chả đừng chớ
        """)

    private static func words(_ list: String) -> [String] { list.split(separator: " ").map(String.init) }
}
