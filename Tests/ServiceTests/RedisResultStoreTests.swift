import Pipeline
import Redis
import TestKit
import Testing

@testable import Service

@Suite struct RedisResultStoreTests {
    private func entry(
        _ value: String = #"{"v":1}"#, campaign: String = "c1", id: String = "e1", node: String? = "n1",
        replies: Bool = true
    ) -> ResultEntry {
        ResultEntry(
            key: ResultKey(campaignID: campaign, id: id),
            result: StoredResult(value: Array(value.utf8), fingerprint: "f-\(value.utf8.count)"), campaignID: campaign,
            nodeID: node, repliesToNode: replies)
    }

    private func list(_ key: String, _ client: RedisClient) async throws -> [String?] {
        (try await client.command(["LRANGE", RedisArgument(key), "0", "-1"])).array?.map(\.string) ?? []
    }

    private func life(_ key: String, _ client: RedisClient) async throws -> Int64 {
        try await client.command(["TTL", RedisArgument(key)]).integer ?? -9
    }

    /// Of several keys in the same moment.
    private func lives(_ keys: [RedisArgument], _ client: RedisClient) async throws -> [Int64] {
        try await client.pipeline(keys.map { ["TTL", $0] }).map { $0.integer ?? -9 }
    }

    private func keys(_ client: RedisClient) async throws -> Set<String> {
        Set((try await client.command(["KEYS", "*"])).array?.compactMap(\.string) ?? [])
    }

    /// As if every process had been silent for long.
    private func kill(_ client: RedisClient) async throws {
        _ = try await client.command(["DEL", "evaluation-worker:lives"])
    }

    @Test("a result is pushed to its campaign and its waiting node, each with its own life")
    func pushes() async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 86_400)
            let stored = try await store.store(entry())
            #expect(stored == entry().result)
            #expect(try await list("campaign:c1:result", client) == [#"{"v":1}"#])
            #expect(try await list("campaign:c1:node:n1:result", client) == [#"{"v":1}"#])
            let left = try await lives(
                ["campaign:c1:result", "campaign:c1:node:n1:result", "evaluation-worker:done:2:c1:e1"], client)
            #expect((85_900...86_400).contains(left[0]))
            #expect((1...600).contains(left[1]) && (85_799...85_801).contains(left[0] - left[1]))
            #expect((85_900...86_400).contains(left[2]))
            #expect(try await keys(client).count == 3)
        }
    }

    @Test("without a node it goes to the campaign's own list of replies; a late reply goes to no node")
    func otherKeys() async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 500)
            _ = try await store.store(entry(id: "e1", node: nil))
            _ = try await store.store(entry(id: "e2", node: nil, replies: false))
            #expect(try await list("campaign:c1:evaluation_result", client).count == 2)
            let left = try await lives(["campaign:c1:evaluation_result", "campaign:c1:result"], client)
            #expect((101...600).contains(left[0]) && (99...101).contains(left[0] - left[1]))
            _ = try await store.store(entry(id: "e3", node: "n1", replies: false))
            #expect(try await list("campaign:c1:node:n1:result", client).isEmpty)
            #expect(try await list("campaign:c1:result", client).count == 3)
            #expect((1...500).contains(try await life("campaign:c1:result", client)))
        }
    }

    @Test("a second result under the same key changes nothing and gives back the first")
    func once() async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 1000)
            let results = try await withThrowingTaskGroup(of: StoredResult.self) { group in
                for number in 0..<50 {
                    group.addTask { try await store.store(entry(String(repeating: "x", count: number + 1))) }
                }
                return try await group.reduce(into: Set<StoredResult>()) { $0.insert($1) }
            }
            #expect(results.count == 1)
            #expect(try await list("campaign:c1:result", client).count == 1)
            #expect(try await list("campaign:c1:node:n1:result", client).count == 1)
            let found = try await store.begin(
                [ResultKey(campaignID: "c1", id: "none"), ResultKey(campaignID: "c1", id: "e1")], ifStartedLessThan: 2)
            #expect(found == [EarlierWork(), EarlierWork(result: results.first)])
            #expect(try await store.begin([], ifStartedLessThan: 2).isEmpty)
        }
    }

    @Test("a start is one for each process, ends with the result, and can be taken back")
    func starts() async throws {
        try await withRedis { _, client in
            let stores = (0..<4).map { _ in RedisResultStore(client: client, lifetime: 5000, longestSilence: 7200) }
            let key = entry().key
            // A confirmation that was lost makes a process ask again: it still counts once.
            for store in stores[..<3] + stores[..<3] { _ = try await store.begin([key], ifStartedLessThan: 3) }
            try await kill(client)
            #expect(try await stores[0].begin([key], ifStartedLessThan: 3) == [EarlierWork(starts: 2)])
            try await kill(client)
            #expect(try await stores[3].begin([key], ifStartedLessThan: 3) == [EarlierWork(starts: 3)])
            #expect(try await client.command(["SCARD", "evaluation-worker:started:2:c1:e1"]) == .integer(3))
            try await stores[1].handBack([key])
            try await stores[1].handBack([key])
            #expect(try await stores[3].begin([key], ifStartedLessThan: 0) == [EarlierWork(starts: 2)])
            _ = try await stores[0].store(entry())
            #expect(try await keys(client).count == 4)

            _ = try await stores[2].begin([key], ifStartedLessThan: 2)
            _ = try await stores[0].store(entry())
            #expect(try await stores[1].begin([key], ifStartedLessThan: 0) == [EarlierWork(result: entry().result)])
            _ = try await stores[2].begin([key], ifStartedLessThan: 2)
            try await stores[0].settle([key])
            #expect(try await stores[1].begin([key], ifStartedLessThan: 0).first?.starts == 0)
        }
    }

    @Test("processes that are alive make a suspect, those without a sign of life count in full")
    func lives() async throws {
        try await withRedis { _, client in
            let stores = (0..<6).map { _ in RedisResultStore(client: client, lifetime: 5000, longestSilence: 7200) }
            let key = entry().key
            for store in stores { _ = try await store.begin([key], ifStartedLessThan: 5) }
            #expect(try await client.command(["SCARD", "evaluation-worker:started:2:c1:e1"]) == .integer(6))
            #expect(try await stores[0].begin([key], ifStartedLessThan: 5) == [EarlierWork(starts: 2)])
            #expect((6000...7200).contains(try await life("evaluation-worker:lives", client)))
            try await kill(client)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await stores[1].stayAlive() }
                try await eventually("it gives a sign") {
                    try await client.command(["ZCARD", "evaluation-worker:lives"]) == .integer(1)
                }
                group.cancelAll()
            }
            #expect(try await stores[0].begin([key], ifStartedLessThan: 5) == [EarlierWork(starts: 4)])
            let lives = try await client.command(["ZRANGE", "evaluation-worker:lives", 0, -1])
            for life in lives.array?.compactMap(\.string) ?? [] {
                // Its last sign is too old.
                _ = try await client.command(["ZADD", "evaluation-worker:lives", 1, RedisArgument(life)])
            }
            #expect(try await stores[0].begin([key], ifStartedLessThan: 5) == [EarlierWork(starts: 5)])
            #expect(try await client.command(["ZCARD", "evaluation-worker:lives"]) == .integer(1))
        }
    }

    @Test("starts outlive the pauses between crashes, however short results live", arguments: [1, 100_000])
    func startsLiveOn(lifetime: Int) async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: lifetime)
            _ = try await store.begin([entry().key], ifStartedLessThan: 2)
            let expected = Int64(max(lifetime, 86_400))
            let left = try await life("evaluation-worker:started:2:c1:e1", client)
            #expect((expected - 600...expected).contains(left))
        }
    }

    @Test("a done key of another type is no result, and hinders no other look-up")
    func oddDoneKey() async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 5000)
            _ = try await store.store(entry(id: "e2"))
            _ = try await client.command(["SET", "evaluation-worker:done:2:c1:e1", "in the way"])
            let found = try await store.begin([entry().key, entry(id: "e2").key], ifStartedLessThan: 2)
            #expect(found == [EarlierWork(), EarlierWork(result: entry().result)])
        }
    }

    @Test("a push makes the campaign's list live on")
    func livesOn() async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 5000)
            _ = try await store.store(entry(id: "e1"))
            for key in ["campaign:c1:result", "campaign:c1:node:n1:result"] {
                _ = try await client.command(["EXPIRE", RedisArgument(key), "10"])
            }
            _ = try await store.store(entry(id: "e2"))
            #expect(try await life("campaign:c1:result", client) > 4000)
            #expect(try await life("campaign:c1:node:n1:result", client) > 500)
        }
    }

    @Test(
        "a key of another type refuses the result for good, and nothing of it is written",
        arguments: ["campaign:c1:result", "campaign:c1:node:n1:result"])
    func wrongType(key: String) async throws {
        try await withRedis { _, client in
            _ = try await client.command(["SET", RedisArgument(key), "in the way"])
            let store = RedisResultStore(client: client, lifetime: 1000)
            await #expect(throws: OutputError.refused("WRONGTYPE \(key) is no list")) { try await store.store(entry()) }
            #expect(try await keys(client) == [key])
            #expect(try await store.begin([entry().key], ifStartedLessThan: 0) == [EarlierWork()])
            _ = try await client.command(["DEL", RedisArgument(key)])
            #expect(try await store.store(entry()) == entry().result)
        }
    }

    @Test("ids with odd characters stay apart from each other and are no commands")
    func oddIDs() async throws {
        let ids = ["a:b", "a", "2:a", "a\r\nDEL x", "a\0b", "a b", "*", "{a}", "'\"", "🦆", "", "campaign:c1:result"]
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 1000)
            var expected: [ResultKey: StoredResult] = [:]
            for campaign in ids {
                for id in ids + ["b:c", "c"] {
                    let value = "\(campaign)|\(id)"
                    let stored = try await store.store(entry(value, campaign: campaign, id: id, node: id))
                    #expect(stored.value == Array(value.utf8))
                    expected[ResultKey(campaignID: campaign, id: id)] = stored
                }
            }
            for (key, result) in expected {
                #expect(try await store.begin([key], ifStartedLessThan: 2) == [EarlierWork(result: result)])
            }
            for campaign in ids {
                #expect(try await list("campaign:\(campaign):result", client).count == ids.count + 2)
            }
        }
    }

    @Test("a megabyte of any bytes comes back as it went")
    func large() async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 1000)
            let value = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
            let big = ResultEntry(
                key: ResultKey(campaignID: "c", id: "e"), result: StoredResult(value: value, fingerprint: "f"),
                campaignID: "c", nodeID: nil, repliesToNode: true)
            let stored = try await store.store(big)
            #expect(stored.value == value)
            let found = try await store.begin([big.key], ifStartedLessThan: 2)
            #expect(found.first?.result?.value == value)
        }
    }

    @Test("a server that was away fails the call, and one that forgot the script is taught it again")
    func restart() async throws {
        try await withRedis { server, client in
            let store = RedisResultStore(client: client, lifetime: 1000)
            _ = try await store.store(entry(id: "e1"))
            await server.kill9()
            try await eventually("the outage shows") {
                do throws(OutputError) {
                    _ = try await store.store(entry(id: "e2"))
                    return false
                } catch {
                    if case .unavailable = error { return true }
                    return false
                }
            }
            try await server.restart()
            try await eventually("the client is back") {
                (try? await store.begin([entry(id: "e1").key], ifStartedLessThan: 2)) == [EarlierWork()]
            }
            #expect(try await store.store(entry(id: "e2")) == entry().result)
            #expect(try await list("campaign:c1:result", client).count == 1)
            _ = try await client.command(["SCRIPT", "FLUSH"])
            _ = try await store.store(entry(id: "e3"))
            #expect(try await list("campaign:c1:result", client).count == 2)
        }
    }

    @Test("a server that refuses everything for now is away, not the result's fault")
    func outOfMemory() async throws {
        try await withRedis { _, client in
            let store = RedisResultStore(client: client, lifetime: 1000)
            _ = try await store.store(entry(id: "e1"))
            _ = try await client.command(["CONFIG", "SET", "maxmemory", "1"])
            let error = await #expect(throws: OutputError.self) { try await store.store(entry(id: "e2")) }
            if case .unavailable = error {} else { Issue.record("\(String(describing: error))") }
            _ = try await client.command(["CONFIG", "SET", "maxmemory", "0"])
            #expect(try await store.store(entry(id: "e2")) == entry().result)
        }
    }
}
