import Processes
import TestKit

extension Fault {
    static let kafkaFaults = [
        Fault(
            victim: .kafka, name: "away when the worker starts", isThereAtStart: true,
            begins: { $0.stage.stand.broker.shim.refuse(true) }, ends: { $0.stage.stand.broker.shim.refuse(false) }),
        Fault(
            victim: .kafka, name: "refuses connections in the middle, for longer than the session",
            begins: { $0.stage.stand.broker.shim.refuse(true) }, ends: { $0.stage.stand.broker.shim.refuse(false) }),
        Fault(
            victim: .kafka, name: "network cut both ways, connections stay open", holds: .seconds(8),
            begins: { $0.stage.stand.broker.shim.blackHole(true) },
            ends: { $0.stage.stand.broker.shim.blackHole(false) }),
        Fault(
            victim: .kafka, name: "network cut both ways, for longer than socket.timeout.ms (10 s here)",
            setup: .init(environment: ["KAFKA_CONFIG_SOCKET_TIMEOUT_MS": "10000"]), holds: .seconds(20),
            begins: { $0.stage.stand.broker.shim.blackHole(true) },
            ends: { $0.stage.stand.broker.shim.blackHole(false) }),
        Fault(
            victim: .kafka, name: "connections cut every 200 ms, some inside a response",
            begins: { run in
                run.repeatedly { run in
                    run.stage.stand.broker.shim.cutMidFrame()
                    run.stage.stand.broker.shim.cutAll()
                }
            }, ends: { await $0.endRepeating() }),
        Fault(
            victim: .kafka, name: "slow: 250 ms each way",
            begins: { $0.stage.stand.broker.shim.delay(.milliseconds(250)) },
            ends: { $0.stage.stand.broker.shim.delay(.zero) }),
        Fault(
            victim: .kafka, name: "broker hangs (SIGSTOP)", holds: .seconds(8),
            begins: { $0.stage.stand.broker.suspend() }, ends: { $0.stage.stand.broker.resume() }),
        Fault(
            victim: .kafka,
            name: "broker killed, comes back with empty topics; the worker is started again, clients ask again",
            holds: .seconds(3),
            begins: { run in
                run.stage.stand.broker.shim.refuse(true)
                await run.stage.stand.broker.kill9()
            },
            ends: { run in
                try await run.stage.replaceBroker()
                // This broker also forgets which producers it knew, and refuses them for good.
                for replica in run.stage.replicas { await replica.process.kill() }
                try await run.stage.startReplica()
                run.asksAgain()
            }),
        Fault(
            victim: .kafka, name: "every tenth result is larger than the producer may send",
            setup: .init(environment: ["KAFKA_CONFIG_MESSAGE_MAX_BYTES": "100000"]), holds: .seconds(1),
            recovers: false, mixes: (.oversized, 10), begins: { _ in }),
    ]
}
