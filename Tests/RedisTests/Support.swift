import Redis
import TestKit
import Testing

/// Runs `body` with a server and a client, and ends both.
func withRedis(
    arguments: [String] = [], login: (user: String?, password: String?) = (nil, nil),
    configuration: RedisConfiguration = .patient, _ body: (RedisServer, RedisClient) async throws -> Void
) async throws {
    let server = try await RedisServer.start(arguments: arguments)
    do {
        var url = server.url
        (url.user, url.password) = login
        let client = try RedisClient(url: url, configuration: configuration)
        do {
            try await body(server, client)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}

extension RedisConfiguration {
    /// Long limits: a busy machine must not fail a test about something else.
    static var patient: RedisConfiguration {
        var configuration = RedisConfiguration()
        configuration.connectTimeout = .seconds(300)
        configuration.commandTimeout = .seconds(300)
        return configuration
    }
}

/// Repeats `condition` until it holds; fails the test after `limit`.
func eventually(
    within limit: Duration = .seconds(180), _ what: Comment, _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else {
            Issue.record(what)
            return
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// The error of a call that must fail; nil when it did not. Any other error than a `RedisError` fails the test.
func failure<Value>(_ body: () async throws -> Value) async -> RedisError? {
    do {
        _ = try await body()
    } catch let error as RedisError {
        return error
    } catch {
        Issue.record(error)
    }
    return nil
}
