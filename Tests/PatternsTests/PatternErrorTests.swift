import Testing

@testable import Patterns

@Suite struct PatternErrorTests {
    @Test(
        "what cannot be matched in linear time is named with its place",
        arguments: [
            (#"(a)\1"#, .backreference, 3), (#"(?<n>a)\k<n>"#, .backreference, 7),
            ("(?P<n>a)(?P=n)", .backreference, 8),
            ("a(?=b)", .lookaround, 1), ("a(?!b)", .lookaround, 1), ("(?<=a)b", .lookaround, 0),
            ("(?<!a)b", .lookaround, 0),
            ("(a)?(?(1)b|c)", .conditional, 4), ("(?>a)", .atomicGroup, 0), ("a*+", .possessive, 2),
            ("a++", .possessive, 2),
            ("a?+", .possessive, 2), ("a{1,2}+", .possessive, 6), ("(?R)", .recursion, 0), ("(?1)", .recursion, 0),
            ("(?&x)", .recursion, 0), ("(?P>x)", .recursion, 0), ("a(?#x)", .comment, 1),
        ] as [(String, PatternError.Reason, Int)])
    func unsupported(source: String, reason: PatternError.Reason, offset: Int) {
        #expect(throws: PatternError(reason: reason, offset: offset)) { try Pattern(source) }
    }

    @Test(
        "a mistake is named with its place",
        arguments: [
            ("(a", .unclosedGroup, 0), ("a(b(c)", .unclosedGroup, 1), ("(?", .unclosedGroup, 0),
            ("(?i", .unclosedGroup, 0),
            (")", .unopenedGroup, 0), ("a)", .unopenedGroup, 1), ("*a", .nothingToRepeat, 0),
            ("a**", .nothingToRepeat, 2),
            ("a{2}{3}", .nothingToRepeat, 4), ("(*a)", .nothingToRepeat, 1), ("a|+", .nothingToRepeat, 2),
            ("^*", .nothingToRepeat, 1), (#"\b+"#, .nothingToRepeat, 2), ("{2}", .nothingToRepeat, 0),
            ("a{3,2}", .invalidRepeat, 1), ("a{,2}", .missingMinimum, 1), ("a{,}", .missingMinimum, 1),
            ("[a", .unclosedClass, 0), ("x[^", .unclosedClass, 1),
            ("[a-", .unclosedClass, 0), ("[]", .ambiguousBracket, 1), ("[^]a]", .ambiguousBracket, 2),
            ("[b-a]", .invalidRange, 1), (#"[a-\d]"#, .invalidRange, 1), (#"[\w-a]"#, .invalidRange, 1),
            ("[[:alpha:]]", .posixClass, 1), (#"[\B]"#, .classEscape, 1), (#"[\1]"#, .octalEscape, 1),
            (#"\"#, .incompleteEscape, 0),
            (#"a\"#, .incompleteEscape, 1), (#"\q"#, .unknownEscape, 0), (#"\X"#, .unknownEscape, 0),
            (#"\01"#, .octalEscape, 0), (#"\x4"#, .incompleteEscape, 0), (#"\u12"#, .incompleteEscape, 0),
            (#"\u{}"#, .incompleteEscape, 0), (#"\u{110000}"#, .invalidScalar, 0), (#"\ud83d"#, .invalidScalar, 0),
            (#"\ud83d\u0041"#, .invalidScalar, 0), (#"\U00110000"#, .invalidScalar, 0),
            (#"\u{fffffffffffff}"#, .invalidScalar, 0),
            (#"\pL"#, .incompleteEscape, 0), (#"\p{L"#, .incompleteEscape, 0), (#"a\p{Nope}"#, .unknownProperty, 1),
            (#"\p{Script=Klingon}"#, .unknownProperty, 0), (#"\p{}"#, .unknownProperty, 0), ("(?x)a", .unknownFlag, 2),
            ("(?ix:a)", .unknownFlag, 3), ("a(?i)b", .flagsInside, 1), ("(?^a)", .unknownGroup, 0),
            ("(?P!a)", .unknownGroup, 0),
            ("(?|a)", .unknownGroup, 0), ("(?<1>a)", .invalidName, 3), ("(?<>a)", .invalidName, 3),
            ("(?<a", .invalidName, 3),
            ("(?<a>b)(?P<a>c)", .repeatedName, 11), ("é(", .unclosedGroup, 1),
        ] as [(String, PatternError.Reason, Int)])
    func mistake(source: String, reason: PatternError.Reason, offset: Int) {
        #expect(throws: PatternError(reason: reason, offset: offset)) { try Pattern(source) }
    }

    @Test("length, depth and size of a pattern are bounded")
    func limits() throws {
        _ = try Pattern(String(repeating: "a", count: 4096))
        #expect(throws: PatternError(reason: .tooLong, offset: 4096)) {
            try Pattern(String(repeating: "a", count: 4097))
        }
        let nested = { (depth: Int) in String(repeating: "(", count: depth) + String(repeating: ")", count: depth) }
        _ = try Pattern(nested(100))
        #expect(throws: PatternError(reason: .tooDeep, offset: 100)) { try Pattern(nested(101)) }
        #expect(try Pattern("a{9999}").size == 10_000)
        for source in [
            "a{10000}", "(a{100}){100}", "((?:){9999}){9999}", "a{99999999999999999999999}", "(?:a{0,99}){99}",
        ] {
            #expect(throws: PatternError.self) { try Pattern(source) }
        }
        #expect(throws: PatternError(reason: .tooLarge, offset: 0)) { try Pattern("a{6000}b{6000}") }
    }

    @Test("an error reads as a sentence with its place")
    func description() {
        let error = PatternError(reason: .backreference, offset: 3)
        #expect("\(error)" == "backreferences are not supported (character 3)")
    }
}
