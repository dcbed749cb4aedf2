import Testing

@testable import Patterns

@Suite struct PatternMatchTests {
    /// A pattern, a text and the scalars of the leftmost match; nil where there is none.
    typealias Case = (pattern: String, text: String, match: Range<Int>?)

    static let literals: [Case] = [
        ("", "", 0..<0), ("", "abc", 0..<0), ("a", "a", 0..<1), ("a", "b", nil), ("b", "abc", 1..<2),
        ("abc", "xxabcxx", 2..<5), ("abc", "ab", nil), (#"\."#, "a.b", 1..<2), (#"\."#, "ab", nil),
        (#"\-\/\"\@\ "#, #"-/"@ "#, 0..<5), ("}", "}", 0..<1), ("]", "]", 0..<1), ("a{", "a{", 0..<2),
        ("a{x}", "a{x}", 0..<4), ("a{1", "a{1", 0..<3), ("a{}", "a{}", 0..<3), ("{\"a\": 1}", "{\"a\": 1}", 0..<8),
        ("é", "é", 0..<1), ("é", "e\u{301}", nil), ("e", "e\u{301}", 0..<1),
        ("😀", "a😀b", 1..<2), ("Việt", "Tiếng Việt", 6..<10), ("a\u{0}b", "a\u{0}b", 0..<3), ("日本", "日本語", 0..<2),
    ]

    static let escapes: [Case] = [
        (#"\n"#, "\n", 0..<1), (#"\t\r\f\v"#, "\t\r\u{C}\u{B}", 0..<4), (#"\0"#, "\0", 0..<1),
        (#"\x41"#, "A", 0..<1), (#"\x4a"#, "J", 0..<1), (#"\u0041"#, "A", 0..<1), (#"\u00e9"#, "é", 0..<1),
        (#"\u{1F600}"#, "😀", 0..<1), (#"\u{41}"#, "A", 0..<1), (#"\ud83d\ude00"#, "😀", 0..<1),
        (#"\U0001F600"#, "😀", 0..<1), (#"[\x41-\x43]+"#, "xABCD", 1..<4), (#"[\u{1F600}-\u{1F602}]"#, "😁", 0..<1),
        (#"\d"#, "a1", 1..<2), (#"\d"#, "٣", 0..<1), (#"\d"#, "²", nil), (#"\D+"#, "12ab3", 2..<4),
        (#"\w+"#, "  héllo_1 ", 2..<9), (#"\w"#, "²", 0..<1), (#"\w"#, "\u{301}", nil), (#"\w+"#, "Việt日本", 0..<6),
        (#"\W"#, "ab-c", 2..<3), (#"\s+"#, "a \t\n\u{A0}\u{3000}b", 1..<6), (#"\s"#, "\u{1C}", 0..<1),
        (#"\s"#, "\u{FEFF}", nil), (#"\S+"#, "  ab ", 2..<4), (#"[\d.]+"#, "v1.2.3!", 1..<6),
        (#"\p{L}+"#, "1Việt2", 1..<5), (#"\p{Lu}"#, "aÉ", 1..<2), (#"\P{L}+"#, "ab12c", 2..<4), (#"\p{N}"#, "Ⅷ", 0..<1),
        (#"\p{Nd}"#, "Ⅷ", nil), (#"\p{Letter}\p{gc=Nd}"#, "x7", 0..<2), (#"\p{Sc}"#, "5€", 1..<2),
        (#"\p{P}"#, "a¿", 1..<2), (#"\p{Zs}"#, "a\u{A0}", 1..<2), (#"[\p{Lu}\d]+"#, "aB1c", 1..<3),
        (#"[^\p{L}]+"#, "ab--c", 2..<4), (#"\p{Script=Greek}+"#, "abγδe", 2..<4), (#"\p{sc=Han}+"#, "x漢字", 1..<3),
        (#"\p{Script=Latin}+"#, "яabя", 1..<3), (#"\p{Any}"#, "\u{10FFFF}", 0..<1), (#"\p{ASCII}+"#, "éab", 1..<3),
    ]

    static let classes: [Case] = [
        ("[abc]", "xxc", 2..<3), ("[a-c]+", "xabcd", 1..<4), ("[^a-c]+", "abxyc", 2..<4), ("[-a]+", "a-b", 0..<2),
        ("[a-]+", "a-b", 0..<2), ("[a^]+", "^a", 0..<2), (#"[\]]"#, "]", 0..<1), (#"[^\]]"#, "]a", 1..<2),
        (#"[\[\]]+"#, "[]", 0..<2), ("[[]", "[", 0..<1), ("[.*+?]+", "a.*+?", 1..<5), (#"[\b]"#, "\u{8}", 0..<1),
        (#"[\-x]+"#, "x-", 0..<2), ("[a-cx-z]+", "mabxzn", 1..<5), ("[à-ỹ]", "ế", 0..<1), ("[^x]", "\n", 0..<1),
        (#"[\s\S]"#, "\n", 0..<1), (#"[^\s\S]"#, "a", nil), ("[--/]+", "-./0", 0..<3), ("[a&&b]+", "a&b", 0..<3),
        (#"[\w-]+"#, "a-b c", 0..<3), ("[(|)]+", "(|)", 0..<3), ("[$^]", "$", 0..<1), (#"[\d\D]+"#, "a1", 0..<2),
    ]

    static let repetitions: [Case] = [
        ("a*", "aaa", 0..<3), ("a*", "baa", 0..<0), ("a+", "baa", 1..<3), ("a?", "aa", 0..<1), ("a*?", "aaa", 0..<0),
        ("a+?", "aaa", 0..<1), ("a??", "a", 0..<0), ("a{2}", "aaa", 0..<2), ("a{2}", "a", nil),
        ("a{2,}", "aaaa", 0..<4),
        ("a{2,3}", "aaaa", 0..<3), ("a{2,3}?", "aaaa", 0..<2), ("a{0}", "a", 0..<0), ("a{0,0}b", "ab", 1..<2),
        ("a{0,1}b", "ab", 0..<2), ("a{2,}?", "aaaa", 0..<2), ("(ab){2}", "ababab", 0..<4),
        ("(?:a|b){3}", "xabab", 1..<4),
        ("a.*c", "abcbc", 0..<5), ("a.*?c", "abcbc", 0..<3), ("(a*)*", "aab", 0..<2), ("(a*)+", "b", 0..<0),
        ("(a|b)*c", "abac", 0..<4), ("(|a)*", "aaa", 0..<0), ("(|a)+", "aaa", 0..<0), ("(a|)+", "aa", 0..<2),
        ("(a*?)*?b", "aab", 0..<3), ("((a)*)*b", "aab", 0..<3), ("(?:){5}a", "a", 0..<1), ("x(?:)*y", "xy", 0..<2),
        ("[ab]{2,4}c", "ababac", 1..<6), ("(a{1,2}){2}", "aaaaa", 0..<4), ("a{01}", "a", 0..<1),
    ]

    static let alternatives: [Case] = [
        ("a|b", "b", 0..<1), ("a|ab", "ab", 0..<1), ("ab|a", "ab", 0..<2), ("(a|ab)(c|bcd)", "abcd", 0..<4),
        ("a||b", "b", 0..<0), ("|a", "a", 0..<0), ("a|", "b", 0..<0), ("x(?:foo|bar|baz)y", "xbazy", 0..<5),
        ("(?:a|b|c)+", "xxcab", 2..<5), ("b|ab", "ab", 0..<2), ("(?<y>a)|(?P<z>b)", "b", 0..<1), ("()", "", 0..<0),
        ("(a|b|)c", "c", 0..<1), ("cat|dog", "hotdog", 3..<6),
    ]

    static let assertions: [Case] = [
        ("^a", "ab", 0..<1), ("^b", "ab", nil), ("b$", "ab", 1..<2), ("a$", "a\n", nil), ("^$", "", 0..<0),
        ("^$", "a", nil),
        (#"\Aa"#, "a", 0..<1), (#"a\Z"#, "a\n", nil), (#"a\z"#, "ba", 1..<2), ("(?m)^b", "a\nb", 2..<3),
        ("(?m)a$", "a\nb", 0..<1), ("(?m)^$", "a\n", 2..<2), ("(?m)^$", "a\n\nb", 2..<2), (#"(?m)\Ab"#, "a\nb", nil),
        (#"(?m)a\z"#, "a\nb", nil), ("(?m)^b", "a\rb", nil), (#"\bcat\b"#, "a cat sat", 2..<5),
        (#"\bcat\b"#, "concat", nil), (#"\Bcat"#, "concat", 3..<6), (#"\b"#, "", nil), (#"\B"#, "", 0..<0),
        (#"\b"#, "a", 0..<0), (#"a\b"#, "a", 0..<1), (#"é\b"#, "é!", 0..<1), (#"\bế"#, "aế", nil),
        ("(^a|b)c", "abc", 1..<3),
        ("(?:^|,)x", "a,x", 1..<3), ("a^b", "ab", nil), ("(^)*a", "ba", 1..<2), ("(?:$)?a", "a", 0..<1),
        (#"\w+\b.\b\w+"#, "ab cd", 0..<5), ("$", "abc", 3..<3), ("$^", "", 0..<0),
        (#"^\d{3}-\d{4}$"#, "555-1234", 0..<8),
    ]

    static let flags: [Case] = [
        ("(?i)abc", "xABc", 1..<4), ("(?i)é", "É", 0..<1), ("(?i)[a-c]+", "ABCd", 0..<3), ("(?i)[^a]", "A", nil),
        ("(?i)k", "\u{212A}", 0..<1), ("(?i)s", "ſ", 0..<1), ("(?i)σ", "ς", 0..<1), ("(?i)ß", "ẞ", 0..<1),
        ("(?i)ß", "ss", nil), ("(?i)đ", "Đ", 0..<1), ("(?i:a)b", "Ab", 0..<2), ("(?i:a)b", "AB", nil),
        ("(?i)a(?-i:b)", "Ab", 0..<2), ("(?i)a(?-i:b)", "AB", nil), ("(?s).", "\n", 0..<1), (".", "\n", nil),
        (".", "\r", 0..<1), ("(?s:.).", "\n\n", nil), ("(?ims)^a.b$", "x\nA\nB\ny", 2..<5), ("(?u)a", "a", 0..<1),
        ("(?i)(?s)a.", "A\n", 0..<2), ("(?i-s:A.)", "ab", 0..<2), (#"(?i)\p{Lu}"#, "a", 0..<1),
        ("(a(?i:b)c)d", "aBcd", 0..<4),
        ("(?-i:a)", "a", 0..<1), ("(?i)\\u0130", "i", nil), ("(?i)ǆ", "ǅ", 0..<1), ("(?i)я", "Я", 0..<1),
    ]

    @Test(
        "the leftmost match is found where Python finds it",
        arguments: [literals, escapes, classes, repetitions, alternatives, assertions, flags].joined())
    func leftmost(_ testCase: Case) throws {
        let pattern = try Pattern(testCase.pattern)
        #expect(pattern.firstMatch(in: testCase.text)?.range == testCase.match)
        #expect(pattern.matches(testCase.text) == (testCase.match != nil))
        if !testCase.pattern.hasPrefix("(?") {
            let anchored = try Pattern(#"\A(?:"# + testCase.pattern + #")\z"#)
            #expect(pattern.matchesWhole(testCase.text) == anchored.matches(testCase.text))
        }
        if testCase.match == 0..<testCase.text.unicodeScalars.count {
            #expect(pattern.matchesWhole(testCase.text))
        }
    }

    @Test(
        "the whole text has to match, by any way the pattern allows",
        arguments: [
            ("a|ab", "ab", true), ("a*?", "aaa", true), ("a", "ab", false), ("a", "ba", false), ("", "", true),
            ("", "a", false), ("a??", "a", true), (#"\w+"#, "abc", true), (#"\w+"#, "abc ", false),
            ("a$", "a\n", false),
            ("(?m)a$", "a\nb", false), ("(?m)a$\n^b", "a\nb", true), (".*", "a\nb", false), ("(?s).*", "a\nb", true),
            ("(foo|foobar)(bar)?", "foobarbar", true), (#"\bfoo\b"#, "foo", true), ("[ab]*c?", "abba", true),
        ] as [(String, String, Bool)])
    func whole(pattern: String, text: String, expected: Bool) throws {
        #expect(try Pattern(pattern).matchesWhole(text) == expected)
    }

    @Test(
        "the dialect of ECMA-262 has its own classes and ends of lines",
        arguments: [
            (#"\d"#, "٣", false), (#"\d"#, "3", true), (#"\w"#, "é", false), (#"\W"#, "é", true),
            (#"\s"#, "\u{FEFF}", true),
            (#"\s"#, "\u{1C}", false), (".", "\r", false), (".", "\u{2028}", false), ("(?s).", "\r", true),
            ("(?m)^b", "a\rb", true), ("(?m)a$", "a\u{2029}", true), (#"é\b"#, "é", false), ("a$", "a\n", false),
            (#"^[^\x00-\x1f]+$"#, "abc", true), (#"\p{L}"#, "é", true),
        ] as [(String, String, Bool)])
    func ecmaScript(pattern: String, text: String, expected: Bool) throws {
        #expect(try Pattern(pattern, options: .ecmaScript).matches(text) == expected)
    }

    @Test("options and flags in the pattern mean the same")
    func options() throws {
        #expect(try Pattern("a", options: .caseInsensitive).matches("A"))
        #expect(try Pattern("^b$", options: .multiline).matches("a\nb\nc"))
        #expect(try Pattern("a.b", options: .dotMatchesNewline).matchesWhole("a\nb"))
        #expect(try !Pattern("(?-i:a)", options: .caseInsensitive).matches("A"))
    }
}
