import Glibc
import JSON
import Synchronization
import Telemetry
import Testing

/// Keeps lines for a test to read.
final class MemorySink: LogSink {
    private let lines = Mutex<[String]>([])
    func write(_ line: [UInt8]) { lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
    var text: String { lines.withLock { $0.joined() } }
}

@Suite("Log")
struct LogTests {
    private let sink = MemorySink()

    private func logger(
        level: LogLevel = .debug, format: LogFormat = .json, secrets: [String] = []
    ) -> Logger {
        Logger(
            name: "kafka", level: level, format: format, mask: SecretMask(values: secrets), sink: sink,
            now: { LogTime(milliseconds: 1_795_321_072_031) })
    }

    @Test("A line is one JSON object with time, level, message, logger and fields in that order")
    func json() {
        logger().with(["topic": "t", "n": 1]).warning("lag \"grows\"\nfast", ["partition": 3, "n": 2])
        #expect(
            sink.text == #"{"ts":"2026-11-22T04:17:52.031Z","level":"warning","msg":"lag \"grows\"\nfast","#
                + #""logger":"kafka","topic":"t","n":2,"partition":3}"# + "\n")
    }

    @Test("The text form is one line too, and cannot move the cursor")
    func text() {
        logger(format: .text).named("http").error("a\nb\u{1B}[2J", ["x": "y\r"])
        #expect(sink.text == "2026-11-22T04:17:52.031Z ERROR http: a\\nb?[2J x=\"y\\r\"\n")
    }

    @Test("Lines below the level cost nothing and are not written")
    func level() {
        let made = Mutex(0)
        func message() -> String {
            made.withLock { $0 += 1 }
            return "m"
        }
        let logger = logger(level: .warning)
        logger.info(message())
        #expect(made.withLock { $0 } == 0)
        logger.error(message())
        #expect(made.withLock { $0 } == 1)
    }

    @Test("A field cannot pass for one of the line's own")
    func reserved() throws {
        logger().info("m", ["level": "error", "msg": "x"])
        let line = try #require(try JSONReader.read(sink.text).object)
        #expect(line["level"] == "info" && line["msg"] == "m" && line["field_level"] == "error")
    }

    @Test("A line never exceeds what a pipe takes at once, and stays valid")
    func long() throws {
        let long = String(repeating: "é漢\"\n😀", count: 2_000)
        var fields = JSONObject()
        for index in 0..<100 { fields.append("f\(index)", .string(long)) }
        logger().info(long, fields)
        #expect(sink.text.utf8.count <= 4096)
        let line = try #require(try JSONReader.read(sink.text).object)
        #expect(line["truncated"] == true)
        #expect(line["msg"]?.string?.hasSuffix("…") == true)
        let control = MemorySink()
        Logger(sink: control).info(String(repeating: "\u{1}", count: 100_000))
        #expect(!control.text.isEmpty)
    }

    @Test(
        "Times are written as RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (1_795_321_072_031, "2026-11-22T04:17:52.031Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
        ])
    func times(_ milliseconds: Int64, _ text: String) {
        #expect(LogTime(milliseconds: milliseconds).rfc3339 == text)
    }

    @Test("Dates agree with the C library over many years")
    func dates() {
        for day in stride(from: Int64(-100_000), through: 200_000, by: 7) {
            var seconds = time_t(day * 86_400)
            var parts = tm()
            gmtime_r(&seconds, &parts)
            func padded(_ number: Int32, _ width: Int) -> String {
                let digits = String(number)
                return String(repeating: "0", count: max(0, width - digits.count)) + digits
            }
            let expected =
                "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
            #expect(LogTime(milliseconds: day * 86_400_000).rfc3339.hasPrefix(expected))
        }
    }

    @Test("Level names of other programs are understood")
    func levelNames() {
        #expect(LogLevel(name: "WARN") == .warning)
        #expect(LogLevel(name: "Critical") == .error)
        #expect(LogLevel(name: "verbose") == nil)
        for level in LogLevel.allCases { #expect(LogLevel(name: level.name) == level) }
    }

    @Test("A stuck reader does not stop the writer, and is told what it missed")
    func congestion() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let sink = DescriptorSink(descriptor: ends[1])
        let line = Array(String(repeating: "x", count: 999).utf8) + [0x0A]
        // More than a pipe holds: blocking would never end here.
        for _ in 0..<500 { sink.write(line) }
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        #expect(read(ends[0], &chunk, chunk.count) > 0)
        sink.write(Array("after\n".utf8))
        let count = read(ends[0], &chunk, chunk.count)
        let text = String(decoding: chunk[..<max(count, 0)], as: UTF8.self)
        #expect(text.contains("log lines dropped") && text.hasSuffix("after\n"))
    }
}
