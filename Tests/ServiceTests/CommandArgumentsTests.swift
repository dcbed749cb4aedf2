import Testing

@testable import Service

@Suite struct CommandArgumentsTests {
    private let shape = CommandArguments.Shape(valued: ["format", "judge"], switches: ["live"], words: 1...1)

    private func problems(_ arguments: [String]) -> [String] {
        do throws(UsageError) {
            _ = try CommandArguments(arguments, shape: shape)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("words, options in both spellings, and switches")
    func all() throws {
        let given = try CommandArguments(["--format", "json", "file", "--judge=off=line", "--live"], shape: shape)
        #expect(given.words == ["file"])
        #expect(given.options == ["format": "json", "judge": "off=line"])
        #expect(given.switches == ["live"])
    }

    @Test("a dash alone is a word, an empty value is a value, the last of an option counts")
    func edges() throws {
        let given = try CommandArguments(["-", "--format=", "--format", "--live"], shape: shape)
        #expect(given.words == ["-"])
        #expect(given.options == ["format": "--live"])
        #expect(try CommandArguments(["", "--format="], shape: shape).options == ["format": ""])
    }

    @Test("every problem is told at once")
    func allProblems() {
        #expect(
            problems(["--nope", "--live=yes", "--format"]) == [
                "--nope is not known", "--live is not known", "--format needs a value",
                "one argument expected besides the options, 0 given",
            ])
        #expect(problems(["a", "b"]) == ["one argument expected besides the options, 2 given"])
        #expect(throws: UsageError.self) { try CommandArguments(["word"], shape: .init()) }
    }
}
