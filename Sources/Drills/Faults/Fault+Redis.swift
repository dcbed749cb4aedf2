import Redis
import TestKit

extension Fault {
    static let redisFaults = [
        Fault(
            victim: .redis, name: "away when the worker starts", isThereAtStart: true,
            begins: { await $0.stage.stand.redis.kill9() }, ends: { try await $0.restartRedis() }),
        Fault(
            victim: .redis, name: "killed in the middle, comes back with what it acknowledged",
            begins: { await $0.stage.stand.redis.kill9() }, ends: { try await $0.restartRedis() }),
        Fault(
            victim: .redis, name: "killed in the middle, comes back empty (nothing was kept on disk)",
            setup: .init(keepsRedis: false), memory: .emptied,
            begins: { await $0.stage.stand.redis.kill9() },
            ends: { run in
                try await run.restartRedis()
                run.stage.witness.note { $0.forgetStored() }
            }),
        Fault(
            victim: .redis, name: "becomes a read-only replica",
            begins: { try await $0.redis(["REPLICAOF", "127.0.0.1", "1"]) },
            ends: { try await $0.redis(["REPLICAOF", "NO", "ONE"]) }),
        Fault(
            victim: .redis, name: "full (maxmemory reached, noeviction)",
            begins: { try await $0.redis(["CONFIG", "SET", "maxmemory", "1"]) },
            ends: { try await $0.redis(["CONFIG", "SET", "maxmemory", "0"]) }),
        Fault(
            victim: .redis, name: "slow: 300 ms on the way there, 300 ms back",
            begins: { $0.stage.redisNetwork.delay(.milliseconds(300)) },
            ends: { $0.stage.redisNetwork.delay(.zero) }),
        Fault(
            victim: .redis, name: "hangs (SIGSTOP)", holds: .seconds(12),
            begins: { try await $0.stage.stand.redis.suspend() }, ends: { $0.stage.stand.redis.resume() }),
        Fault(
            victim: .redis, name: "connections cut every 200 ms",
            begins: { $0.repeatedly { $0.stage.redisNetwork.cutAll() } }, ends: { await $0.endRepeating() }),
        Fault(
            victim: .redis, name: "password changed, connections dropped",
            begins: { run in
                try await run.redis(["ACL", "SETUSER", "worker", "resetpass", ">other"])
                try await run.redis(["CLIENT", "KILL", "USER", "worker"])
            }, ends: { try await $0.redis(["ACL", "SETUSER", "worker", "resetpass", ">right"]) }),
    ]
}

extension FaultRun {
    /// Tells Redis something, as its operator.
    func redis(_ command: [RedisArgument]) async throws { _ = try await stage.stand.store.command(command) }

    /// Starts Redis again; its users are not kept on disk.
    func restartRedis() async throws {
        try await stage.stand.redis.restart()
        try await stage.admitWorker()
    }
}
