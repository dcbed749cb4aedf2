/// English and Vietnamese abbreviations whose full stop usually does not end a sentence.
enum Abbreviations {
    /// What a full stop after a word says about the sentence.
    enum Kind {
        /// Always followed by more of the same sentence: a title, "e.g.".
        case inner
        /// Inner only before a digit: "No. 5", "Fig. 2".
        case beforeNumber
        /// May close a sentence: then a capital letter follows.
        case closing
        /// May close a sentence, but capitals follow it inside one as well: "U.S. Army", "St. Peter".
        case ambiguous
    }

    /// Lower-case words without the last full stop, by the ``WordKey`` of their composed scalars.
    static let kinds: WordTable<Kind> = {
        let inner = """
            dr mr mrs ms mx prof gen rep sen gov capt lt col sgt cmdr rev hon pres vs e.g i.e eg ie cf viz approx ca \
            resp messrs mme mlle tp tx ths ts pgs gs bs ks kts ls tt đ/c gs.ts pgs.ts ts.bs nxb p.s mt ft
            """
        let beforeNumber = """
            no nos fig figs vol vols p pp ch chap sec art eq ed nr par q đ k khu jan feb mar apr jun jul aug sep sept \
            oct nov dec tr điều
            """
        let closing = "etc inc ltd co corp llc plc v.v vv a.m p.m jr sr b.c a.d c.e b.c.e est dept al op ibid ver"
        let ambiguous = "u.s u.s.a u.k u.n e.u d.c ph.d m.d b.a m.a b.s m.s st ave blvd rd washington.d.c"
        let lists: [(String, Kind)] = [
            (inner, .inner), (beforeNumber, .beforeNumber), (closing, .closing), (ambiguous, .ambiguous),
        ]
        return WordTable(lists.flatMap { list, kind in list.split(separator: " ").map { (key($0), kind) } })
    }()

    /// Words that begin sentences rather than names: after an ambiguous abbreviation they start a new one.
    static let starters = WordTable<Bool>(
        """
        the this that these those there it he she we they you i in on at but however and a an if when after as my our \
        his her their its for so yet then what why how who where no yes please with by from nó anh chị ông bà tôi \
        chúng các những trong khi nhưng tuy đây đó và nếu vì do theo để bạn họ
        """.split(separator: " ").map { (key($0), true) })

    private static func key(_ word: Substring) -> Int { WordKey.key(word.unicodeScalars.map(\.value)[...]) }
}
