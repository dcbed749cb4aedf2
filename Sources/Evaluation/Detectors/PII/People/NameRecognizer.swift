/// Names of people where a title, an introduction or a signature stands in front; everything else is the judge's.
enum NameRecognizer {
    private static let certainty = 0.6

    /// After "Mr.", "Dr.", "ông", "chị", "Dear".
    static func afterTitle(_ title: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let word = scan.word(title)
        let isVietnamese = vietnameseTitles.contains(word)
        let isCapital = scan.isCapital(title.lowerBound)
        guard isVietnamese || isCapital && !isShouted(title, scan), !PIIScan.isGlue(scan.byte(title.lowerBound - 1))
        else {
            return nil
        }
        var start = title.upperBound
        if scan.byte(start) == 0x2E { start += 1 }
        guard scan.byte(start) == 0x20, let name = NameReader(scan).name(at: start + 1) else { return nil }
        let first = scan.word(name.range.prefix { scan.byte($0) != 0x20 })
        guard !characters.contains(first) else { return nil }
        if dear.contains(word) {
            guard
                scan.byte(name.range.upperBound) == 0x2C || scan.byte(name.range.upperBound) == 0x3A
                    || scan.byte(name.range.upperBound) == 0x0A
            else { return nil }
        }
        // "Anh Quốc" is a country, "Bà Rịa" a town: behind a capital only full names count.
        if isVietnamese, isCapital || soloTitles.contains(word) { guard name.words >= 2 else { return nil } }
        if isVietnamese, !surnames.contains(first), name.words > 2 { return nil }
        return candidate(name)
    }

    /// After "my name is", "tên tôi là", "Name:".
    static func afterIntroduction(_ cue: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let words = scan.skeleton.lowercased(cue)
        let isLabel = labels.contains(words)
        var start = cue.upperBound
        if isLabel {
            start = scan.end(from: start, limit: 3) { $0 == 0x20 || $0 == 0x2A || $0 == 0x22 }
            guard scan.byte(start) == 0x3A else { return nil }
            start = scan.end(from: start + 1, limit: 4) { $0 == 0x20 || $0 == 0x2A || $0 == 0x22 }
            // "Company name:" names no person.
            if ["name", "nom", "nombre", "recipient"].contains(words) {
                var before = cue.lowerBound
                while before > 0, scan.byte(before - 1) == 0x20 { before -= 1 }
                if PIIScan.isWord(scan.byte(before - 1)) || scan.byte(before - 1) == 0x5F { return nil }
            }
        } else {
            if scan.byte(start) == 0x3A { start += 1 }
            guard scan.byte(start) == 0x20 else { return nil }
            start += 1
        }
        guard let name = NameReader(scan).name(at: start) else { return nil }
        if ["i am", "i'm", "toi la", "call me"].contains(words) {
            let first = scan.skeleton.lowercased(name.range).split(separator: " ").first.map(String.init) ?? ""
            guard name.words >= 2, !["ish", "ese", "ian", "can"].contains(where: first.hasSuffix) else { return nil }
            guard words != "toi la" || surnames.contains(first) else { return nil }
        }
        if isShouted(name.range, scan), name.words < 2 { return nil }
        return candidate(name)
    }

    /// On the line after "Best regards,".
    static func afterSignature(_ cue: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard scan.isCapital(cue.lowerBound) else { return nil }
        let mark = scan.end(from: cue.upperBound, limit: 2) { $0 == 0x2C || $0 == 0x21 }
        let line = scan.end(from: mark, limit: 6) { $0 <= 0x20 }
        let isNewLine = scan.bytes[mark..<line].contains(0x0A)
        guard isNewLine || mark > cue.upperBound && line == mark + 1, line > mark else { return nil }
        guard let name = NameReader(scan).name(at: line) else { return nil }
        // A name alone on its line, not the next sentence.
        let after = scan.end(from: name.range.upperBound, limit: 2) { $0 == 0x2E || $0 == 0x20 }
        guard
            scan.byte(after) == 0x0A || scan.byte(after) == 0x0D || after == scan.bytes.count
                || isNewLine && scan.byte(after) == 0x2C
        else { return nil }
        return candidate(name)
    }

    /// "Nguyễn Văn An": a family name in Vietnamese and two or three names behind it.
    static func vietnameseName(_ surname: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        guard scan.isCapital(surname.lowerBound), let name = NameReader(scan).name(at: surname.lowerBound, limit: 5)
        else {
            return nil
        }
        let words = scan.skeleton.lowercased(name.range).split(separator: " ")
        guard words.count == name.words, 3...4 ~= words.count else { return nil }
        let isTelling = words[1] == "van" || words[1] == "thi"
        guard isTelling || !scan.skeleton.text.isASCII && fullNameSurnames.contains(String(words[0])) else {
            return nil
        }
        // Streets, schools and wards are called after people.
        var before = surname.lowerBound
        while before > 0, scan.byte(before - 1) == 0x20 || scan.byte(before - 1) == 0x2E { before -= 1 }
        var start = before
        while start > 0, before - start < 10, PIIScan.isWord(scan.byte(start - 1)) { start -= 1 }
        if before > start {
            let previous = scan.skeleton.lowercased(start..<before)
            if PIIScan.isDigit(scan.byte(before - 1)) || places.contains(previous)
                || scan.isCapital(start) && before == surname.lowerBound - 1 && !vietnameseTitles.contains(previous)
                    && !honours.contains(previous)
            {
                return nil
            }
        }
        return candidate(name)
    }

    private static func candidate(_ name: NameReader.Name) -> PIICandidate {
        PIICandidate(type: .person, range: name.range, certainty: certainty, validation: .context)
    }

    private static func isShouted(_ range: Range<Int>, _ scan: PIIScan) -> Bool {
        range.count >= 2 && scan.bytes[range].allSatisfy { !PIIScan.isLetter($0) || PIIScan.isUpper($0) }
    }

    private static let vietnameseTitles: WordSet = [
        "ong", "ba", "anh", "chi", "co", "chu", "bac", "em", "ban", "thay", "bac si", "giao su", "tien si", "luat su",
    ]
    private static let honours: Set<String> = ["la", "mr", "ms", "mrs", "dr", "ten", "hang", "nhan", "si", "su"]
    private static let places: Set<String> = [
        "duong", "pho", "so", "ngo", "quan", "phuong", "truong", "cho", "cau", "khu", "hem", "thpt", "thcs", "vien",
        "giai",
        "rue", "street",
    ]
    private static let surnames: WordSet = fullNameSurnames.union([
        "le", "hoang", "vu", "vo", "do", "ho", "duong", "ly", "luong", "dao", "lam", "phung", "to", "ta", "mai", "cao",
        "ha",
        "vuong", "chu", "chau", "quach", "thai", "luu", "tang", "tong", "kieu",
    ])
    private static let fullNameSurnames: WordSet = [
        "nguyen", "tran", "pham", "dang", "bui", "huynh", "phan", "ngo", "dinh", "doan", "trinh", "truong",
    ]
    private static let labels: Set<String> = [
        "ho ten", "ho va ten", "ten day du", "ten khach hang", "khach hang", "benh nhan", "nguoi nhan", "nguoi gui",
        "chu tai khoan", "full name", "first name", "last name", "surname", "given name", "patient", "patient name",
        "customer name", "client name", "cardholder", "cardholder name", "account holder", "contact person", "name",
        "recipient", "attn", "attention", "signed by", "signed", "nombre", "nom", "vorname", "nachname",
    ]
    /// Brands, figures and offices that follow a title, and addressees that are nobody.
    private static let dear: WordSet = ["dear"]
    /// Titles that are common words: only full names count behind them.
    private static let soloTitles: WordSet = ["em", "ban"]
    private static let characters: WordSet = [
        "pepper", "robot", "bean", "doubtfire", "strange", "clean", "martens", "marten", "who", "potato", "president",
        "chairman",
        "speaker", "ambassador", "evil", "no", "right", "universe", "world", "america", "saigon", "big", "fantastic",
        "magoo",
        "peanut", "freeze", "monopoly", "doolittle", "jekyll", "hyde", "manhattan", "octopus", "seuss", "oetker",
        "pac-man",
        "marvel", "fox", "sir", "madam", "all", "team", "customer", "customers", "friend", "friends", "hiring",
        "valued", "mr",
        "colleagues", "colleague", "students", "parents", "diary", "god", "editor", "reader", "readers", "user",
        "users",
        "santa", "lord", "guest", "guests", "members", "member", "recruiter", "prime", "minister", "justice",
        "secretary", "quoc",
        "ria", "na", "incredible", "word", "office", "teams", "excel", "windows", "vietnam", "international",
    ]
}
