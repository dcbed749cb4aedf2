/// What the ends of domain names say: which exist, which are also words, and which belong to nobody.
enum DomainNames {
    /// How far a last label vouches for the whole name.
    enum Ending {
        /// In use for names only.
        case clear
        /// In use, but also a file extension or a word, as in "main.py" or "done.in".
        case doubtful
    }

    /// The ending with this last label; nil when none is known.
    static func ending(_ lower: ArraySlice<UInt8>) -> Ending? {
        guard let key = key(lower) else { return nil }
        if clear.contains(key) { return .clear }
        return doubtful.contains(key) ? .doubtful : nil
    }

    /// Whether a label before a country's ending is part of the ending, as in "co.uk".
    static func isSecondLevel(_ lower: ArraySlice<UInt8>) -> Bool { key(lower).map(secondLevel.contains) ?? false }

    /// Whether a last label of letters is an extension of files: "logo@2x.png".
    static func isFileExtension(_ lower: ArraySlice<UInt8>) -> Bool { key(lower).map(extensions.contains) ?? false }

    /// RFC 2606 and RFC 6761 names that belong to nobody.
    static func isSample(_ lower: ArraySlice<UInt8>) -> Bool {
        let labels = lower.split(separator: 0x2E)
        guard let last = labels.last.flatMap(key) else { return false }
        if reservedEndings.contains(last) { return true }
        guard labels.count >= 2, reservedUnder.contains(last) else { return false }
        return labels[labels.count - 2].elementsEqual("example".utf8)
    }

    /// A label of at most nine bytes as one integer; the first bit of nine is the same in all.
    private static func key(_ label: ArraySlice<UInt8>) -> UInt64? {
        guard !label.isEmpty, label.count <= 9 else { return nil }
        return label.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func keys(_ list: String) -> Set<UInt64> {
        Set(list.split(whereSeparator: \.isWhitespace).compactMap { key(Array($0.utf8)[...]) })
    }

    private static let clear = keys(
        """
        com org net edu gov mil int info biz aero coop museum jobs mobi travel tel cat post asia xxx
        io dev xyz online site shop store tech cloud blog club space website agency digital email company center today
        world life news media finance academy academia capital church city codes coffee studio team tools solution
        systems support social software services school photo photos network money market london paris berlin tokyo
        global games fund fit expert estate energy domains design delivery dental credit country consult clinic care
        bank bar beer best bike boutique camp cafe computer events exchange express farm fashion gallery garden gifts
        group guide health hosting house insure institute kitchen land law lawyer legal ltd marketing partners
        parts pizza
        plus press properties pub recipes rentals repair report review reviews rocks sale science security sex style
        supply surgery tax taxi theater tips tours town toys trade training university vacations ventures vip watch wiki
        wine wtf yoga zone app page link live onion
        ac ad ae af ag ai an ao aq ar at au aw ax az ba bb bd bf bg bh bi bj bm bn bo br bs bt bv bw bz ca cd cf cg
        ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm dz ec ee eg er et eu fi fj fk fm fo fr ga gb gd ge gf
        gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hn hr ht hu ie il im iq ir je jm jo jp ke kg kh ki km kn kp
        kr kw ky kz lb lc li lk lr ls lt lu lv ly ma mc mg mh mm mn mo mp mq mr ms mt mu mv mw mx mz na nc ne nf ng ni
        nl np nr nu nz om pa pe pf pg ph pk pm pn pr pt pw qa ro ru rw sa sb sc sd se sg si sj sk sl sm sn sr ss st
        sv sx sy sz tc td tg th tj tk tl tm tn tr tt tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
        """)
    private static let doubtful = keys(
        """
        py rs pl sh md so ps cc mk ml tf in is it me my no to as am by be do go id la al es pro name run works zip
        mov win bin top one
        """)
    private static let secondLevel = keys("co com org net edu gov ac go or ne gob gouv mil nom in nic sch")
    private static let extensions = keys(
        """
        png jpg jpeg gif svg webp css js ts jsx tsx json html htm php pdf txt csv xml yaml yml log exe dll zip gz
        tar cpp java
        """)
    private static let reservedEndings = keys("example test invalid localhost")
    private static let reservedUnder = keys("com org net edu")
}
