import Glibc
import JSON
import Judges
import Testing

@Suite("What is known about models")
struct ModelTableTests {
    private func row(_ members: String) -> String {
        #"{"models": [{"match": ["m"], "source": "s", "as_of": "2026-11-22", \#(members)}]}"#
    }

    private func problems(_ text: String) -> [String] { ModelTable.read(Array(text.utf8)).problems }

    private static func file(_ path: String) throws -> [UInt8] {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
        let file = try #require(fopen("\(root)/\(path)", "r"), "\(root)/\(path)")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    @Test("The embedded table is config/models.json, and nothing is wrong with it")
    func embedded() throws {
        let (table, problems) = ModelTable.read(try Self.file("config/models.json"))
        #expect(problems.isEmpty)
        #expect(table == ModelTable.embedded, "run scripts/models")
        #expect(table.row(of: "gpt-4o-mini").prices.count == 1)
        #expect(table.row(of: "anthropic/claude-haiku-4-5").contextTokens == 200_000)
        #expect(
            table.row(of: "gpt-4o-mini").limits
                == ModelLimits(requestsPerMinute: 500, tokensPerMinute: 200_000, tier: "1"))
    }

    @Test("A whole name goes before every beginning, a longer beginning before a shorter one")
    func longest() {
        let table = ModelTable.embedded
        #expect(table.row(of: "gpt-4o").acceptsTemperature == true)
        #expect(table.row(of: "GPT-4o_Mini").outputTokens == 16_384)
        #expect(table.row(of: "gpt-5-mini").acceptsTemperature == false)
        #expect(table.row(of: "gpt-5-something-new").acceptsTemperature == false)
        #expect(table.row(of: "gpt-5-something-new").contextTokens == nil)
        #expect(table.row(of: "claude-haiku-5-5-20261001").prices.count == 2)
        #expect(table.row(of: "nobody-knows") == ModelRow())
    }

    @Test(
        "Models that ended and models that go on",
        arguments: [
            ("gpt-3.5-turbo", "2026-10-23"), ("gpt-4", "2026-10-23"), ("claude-sonnet-4-5", "2026-11-30"),
            ("claude-3-sonnet-20240229", "2025-07-21"), ("deepseek-chat", "2026-07-24"), ("gpt-4o-mini", nil),
        ])
    func retirement(model: String, day: String?) {
        #expect(ModelTable.embedded.row(of: model).retires?.description == day)
    }

    @Test("Retired models of the configuration are named, on their last day too and not before")
    func retired() {
        let settings = JudgeSettings(model: "gpt-4", models: ["anthropic/claude-sonnet-4-5", "gpt-4o-mini"])
        // 22 and 30 November 2026.
        #expect(settings.retiredModels(unixTime: 1_795_305_600).map(\.model) == ["gpt-4"])
        #expect(
            settings.retiredModels(unixTime: 1_795_996_800).map(\.model) == ["anthropic/claude-sonnet-4-5", "gpt-4"])
        #expect(JudgeSettings(provider: .offline, model: "gpt-4").retiredModels(unixTime: 1_795_996_800).isEmpty)
    }

    @Test("An operator's row for an own machine leaves its model open and small")
    func ownMachines() {
        let text = row(#""provider": "ollama", "prices": [{"input": "0", "output": "0"}], "currency": "USD""#)
            .replacing(#"["m"]"#, with: #"["qwen2.5:3b"]"#)
            .replacing("{\"models\"", with: #"{"families": {"open": ["qwen*"]}, "models""#)
        let row = ModelTable.read(Array(text.utf8)).table.row(of: "qwen2.5:3b")
        #expect(row.isSmall && row.isOpen && row.probabilities == .given && row.prices.count == 1)
    }

    @Test("A file is read as a whole, and every mistake is named with its place")
    func everyMistake() {
        let text = #"""
            {"families": {"small": "x", "colour": 1}, "models": [
              {"match": [], "source": "s", "as_of": "2026-11-22"},
              {"match": ["a*b"], "context": -1, "output": "many", "temperature": "warm", "structured": ["xml"],
               "token_probabilities": 1, "retires": "2026-02-30", "currency": "EUR",
               "prices": [{"input": 0.5, "output": "1.1234567", "cached": "-1", "since": "soon", "hours_utc": "25:00-26:00",
                           "above": -1, "discount": "1"}]},
              {"match": ["twice"], "source": "s", "as_of": "2026-11-22"},
              {"match": ["Twice"], "source": "s", "as_of": "2026-11-22", "provider": 3}, 7]}
            """#
        let found = problems(text)
        for place in [
            "families.small ", "families.colour ", "models[0].match ", "models[1].match ", "models[1].context ",
            "models[1].output ", "models[1].temperature ", "models[1].structured ", "models[1].token_probabilities ",
            "models[1].retires ", "models[1].source ", "models[1].as_of ", "models[1].prices[0].input ",
            "models[1].prices[0].output ", "models[1].prices[0].cached ", "models[1].prices[0].since ",
            "models[1].prices[0].hours_utc ", "models[1].prices[0].above ", "models[1].prices[0].discount ",
            "models[3].match ", "models[3].provider ", "models[4] ",
        ] { #expect(found.contains { $0.hasPrefix(place) }, "\(place) in \(found)") }
        #expect(
            problems(row(#""prices": [{"input": "1", "output": "2"}]"#)) == [
                "models[0].currency must be USD: results give costs in US dollars"
            ])
    }

    @Test("Limits are read with their own source and day, and every mistake in them is named")
    func limits() {
        let limits = #""tier": "1", "source": "s", "as_of": "2026-11-22""#
        func read(_ members: String) -> (ModelLimits?, [String]) {
            let (table, problems) = ModelTable.read(Array(row(#""limits": {\#(members)}"#).utf8))
            return (table.row(of: "m").limits, problems)
        }
        #expect(read(#""tokens_per_minute": 5, \#(limits)"#) == (ModelLimits(tokensPerMinute: 5, tier: "1"), []))
        #expect(ModelTable.read(Array(row(#""limits": null"#).utf8)).problems.isEmpty)
        let none = "models[0].limits must say how many requests or tokens a minute, or be null"
        #expect(read(#""requests_per_minute": null, \#(limits)"#) == (nil, [none]))
        let found = read(#""requests_per_minute": 0, "tokens_per_minute": "9", "per_day": 1, "as_of": "today""#)
        #expect(found.0 == nil)
        for place in ["requests_per_minute ", "tokens_per_minute ", "per_day ", "tier ", "source ", "as_of "] {
            #expect(found.1.contains { $0.hasPrefix("models[0].limits.\(place)") }, "\(place) in \(found.1)")
        }
        #expect(!problems(row(#""limits": 500"#)).isEmpty)
    }

    @Test("What is no table at all is named", arguments: ["", "{", "[]", "{}", #"{"models": {}}"#, "\u{0}"])
    func noTable(text: String) { #expect(!problems(text).isEmpty) }

    @Test(
        "Days are read strictly",
        arguments: [
            ("1970-01-01", 0), ("2026-11-22", 20_779), ("2024-02-29", 19_782), ("2026-02-29", nil), ("2026-13-01", nil),
            ("2026-1-01", nil), ("26-01-01", nil), ("2026-01-01 ", nil), ("", nil), ("-026-01-01", nil),
        ] as [(String, Int64?)])
    func days(text: String, number: Int64?) {
        #expect(CalendarDay(text)?.number == number)
        if let number {
            #expect(CalendarDay.number(at: number * 86_400) == number)
            #expect(CalendarDay.number(at: number * 86_400 + 86_399) == number)
        }
    }
}
