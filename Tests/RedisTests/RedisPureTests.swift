import Redis
import Testing

@Suite("Redis values and policies")
struct RedisPureTests {
    @Test("The wait doubles from 50 milliseconds and stops at 2 seconds")
    func reconnectDelays() {
        let policy = ReconnectPolicy()
        let delays = (0...8).map { policy.delay(afterFailures: $0) }
        #expect(delays == [0, 50, 100, 200, 400, 800, 1600, 2000, 2000].map { .milliseconds($0) })
        #expect(policy.delay(afterFailures: .max) == .seconds(2))
        #expect(ReconnectPolicy(first: .seconds(3)).delay(afterFailures: 1) == .seconds(2))
    }

    @Test("Only passing states are worth repeating")
    func retryable() {
        let passing: [RedisError] = [
            .notConnected(""), .connection(""), .timedOut, .overloaded, .server(code: "OOM", message: ""),
            .server(code: "LOADING", message: ""), .server(code: "READONLY", message: ""),
        ]
        let lasting: [RedisError] = [
            .server(code: "WRONGPASS", message: ""), .server(code: "NOPERM", message: ""),
            .server(code: "WRONGTYPE", message: ""), .protocolViolation(""), .cancelled, .shutDown, .tlsUnavailable,
        ]
        for error in passing { #expect(error.isRetryable, "\(error)") }
        for error in lasting { #expect(!error.isRetryable, "\(error)") }
    }

    @Test("A value gives text and numbers only where they are meant")
    func accessors() {
        #expect(RedisValue.string(Array("12".utf8)).integer == 12)
        #expect(RedisValue.string([0xFF]).string == nil)
        #expect(RedisValue.status("OK").string == "OK")
        #expect(RedisValue.status("7").integer == nil)
        #expect(RedisValue.null.isNull)
        #expect(RedisValue.array([.null]).array == [.null])
        #expect(RedisValue.integer(3).bytes == nil)
    }
}
