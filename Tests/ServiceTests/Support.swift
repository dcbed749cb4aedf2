import JSON
import Redis
import TestKit
import Testing

@testable import Service

/// Runs `body` with a real redis-server and a client, and ends both.
func withRedis(_ body: (RedisServer, RedisClient) async throws -> Void) async throws {
    let server = try await RedisServer.start()
    do {
        let client = try RedisClient(url: server.url, configuration: patientRedis)
        do {
            try await eventually("the client connects") { client.isConnected }
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

/// Waits for replies as long as a busy machine makes them take.
let patientRedis = {
    var settings = RedisConfiguration()
    settings.connectTimeout = .seconds(30)
    settings.commandTimeout = .seconds(30)
    return settings
}()

/// Waits for a condition that another thread brings about.
func eventually(
    _ what: Comment, within limit: Duration = .seconds(600), at location: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, what, sourceLocation: location)
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// The object that a JSON text holds; empty when it holds none.
func object(_ text: String) -> JSONObject { (try? JSONReader.read(Array(text.utf8)))?.object ?? JSONObject() }
