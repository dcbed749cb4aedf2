import Glibc
import Testing
import Threads

@Suite struct BoundedChannelTests {
    @Test("elements arrive once each and in order")
    func order() async throws {
        let channel = BoundedChannel<Int>(capacity: 4)
        async let received = {
            var all: [Int] = []
            for await element in channel { all.append(element) }
            return all
        }()
        for number in 0..<500 { try await channel.send(number) }
        channel.finish()
        #expect(await received == Array(0..<500))
    }

    @Test("many senders and receivers share the elements out without loss or doubles")
    func manyToMany() async {
        let channel = BoundedChannel<Int>(capacity: 3)
        let seen = Locked<[Int]>([])
        await withTaskGroup(of: Void.self) { receivers in
            for _ in 0..<4 {
                receivers.addTask { for await element in channel { seen.withLock { $0.append(element) } } }
            }
            await withTaskGroup(of: Void.self) { senders in
                for sender in 0..<8 {
                    senders.addTask { for number in 0..<100 { try? await channel.send(sender * 100 + number) } }
                }
            }
            channel.finish()
        }
        #expect(seen.withLock { $0.sorted() } == Array(0..<800))
    }

    @Test("send suspends while the channel is full and goes on when an element is taken")
    func backPressure() async throws {
        let channel = BoundedChannel<String>(capacity: 1)
        try await channel.send("first")
        let sender = Task { try await channel.send("second") }
        #expect(await eventually { channel.suspendedSenders == 1 })
        #expect(channel.count == 1)
        #expect(await channel.next() == "first")
        try await sender.value
        #expect(await channel.next() == "second")
    }

    @Test("trySend says whether the element was taken")
    func trySend() async {
        let channel = BoundedChannel<Int>(capacity: 1)
        #expect(channel.trySend(1) == .accepted)
        #expect(channel.trySend(2) == .full)
        #expect(channel.tryNext() == 1)
        #expect(channel.tryNext() == nil)
        channel.finish()
        #expect(channel.trySend(3) == .finished)
    }

    @Test("a thread that may not suspend feeds waiting tasks")
    func fromThread() async throws {
        let channel = BoundedChannel<Int>(capacity: 2)
        let thread = try WorkerThread(name: "feeder") {
            for number in 0..<200 {
                // Without a pause it would cost all other tests a processor until the receiver has its turn.
                while channel.trySend(number) == .full { usleep(20) }
            }
            channel.finish()
        }
        var received: [Int] = []
        for await element in channel { received.append(element) }
        await thread.finished()
        #expect(received == Array(0..<200))
    }

    @Test("finish lets the buffer drain, then ends every receiver and fails suspended senders")
    func finish() async throws {
        let channel = BoundedChannel<Int>(capacity: 1)
        try await channel.send(1)
        let sender = Task { try await channel.send(2) }
        #expect(await eventually { channel.suspendedSenders == 1 })
        channel.finish()
        await #expect(throws: BoundedChannel<Int>.SendError.finished) { try await sender.value }
        await #expect(throws: BoundedChannel<Int>.SendError.finished) { try await channel.send(3) }
        #expect(await channel.next() == 1)
        #expect(await channel.next() == nil)
        #expect(await channel.next() == nil)
    }

    @Test("a suspended receiver ends with nil when the channel is finished")
    func finishWakesReceiver() async {
        let channel = BoundedChannel<Int>(capacity: 1)
        let receiver = Task { await channel.next() }
        #expect(await eventually { channel.suspendedReceivers == 1 })
        channel.finish()
        #expect(await receiver.value == nil)
    }

    @Test("a cancelled sender's element is not in the channel")
    func cancelSender() async throws {
        let channel = BoundedChannel<Int>(capacity: 1)
        try await channel.send(1)
        let sender = Task { try await channel.send(2) }
        #expect(await eventually { channel.suspendedSenders == 1 })
        sender.cancel()
        await #expect(throws: BoundedChannel<Int>.SendError.cancelled) { try await sender.value }
        #expect(channel.tryNext() == 1)
        #expect(channel.tryNext() == nil)
    }

    @Test("a cancelled receiver takes no element away")
    func cancelReceiver() async throws {
        let channel = BoundedChannel<Int>(capacity: 1)
        let receiver = Task { await channel.next() }
        #expect(await eventually { channel.suspendedReceivers == 1 })
        receiver.cancel()
        #expect(await receiver.value == nil)
        try await channel.send(7)
        #expect(await channel.next() == 7)
    }

    @Test("nothing is lost or doubled while senders and receivers are cancelled at random")
    func cancelStorm() async {
        let channel = BoundedChannel<Int>(capacity: 2)
        let sent = Locked<[Int]>([])
        let received = Locked<[Int]>([])
        var all: [Task<Void, any Error>] = []
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                let sender = Task {
                    try await channel.send(number)
                    sent.withLock { $0.append(number) }
                }
                let receiver = Task<Void, any Error> {
                    if let element = await channel.next() { received.withLock { $0.append(element) } }
                }
                all += [sender, receiver]
                group.addTask {
                    await Task.yield()
                    if number % 3 == 0 { sender.cancel() }
                    if number % 5 == 0 { receiver.cancel() }
                }
            }
            await group.waitForAll()
            channel.finish()
            while let element = await channel.next() { received.withLock { $0.append(element) } }
        }
        for task in all { _ = await task.result }
        #expect(received.withLock { $0.sorted() } == sent.withLock { $0.sorted() })
    }
}
