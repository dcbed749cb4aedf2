import Evaluation
import Judges
import TestKit
import Testing

/// What one process keeps.
struct ProcessVerdictStoreTests {
    private static func key(_ number: Int) -> VerdictKey {
        VerdictKey(
            JudgeTask.safety(SafetyTask(input: "Hi", output: "Hello number \(number).")), scope: CountedJudge.scope,
            namespace: "")
    }

    private func isKnown(_ key: VerdictKey, in store: ProcessVerdictStore) async -> Bool {
        if case .known = await store.recall(key, wanting: nil) { true } else { false }
    }

    @Test("an answer that was forgotten and is kept again is as new as it is")
    func again() async {
        let store = ProcessVerdictStore(capacity: 1000)
        let keys = (0..<15).map(Self.key)
        for key in keys[..<10] { store.keep([UInt8](repeating: 1, count: 100), under: key, ending: nil) }
        store.forget(keys[0])
        store.keep([UInt8](repeating: 2, count: 100), under: keys[0], ending: nil)
        store.keep([UInt8](repeating: 3, count: 100), under: keys[1], ending: nil)
        for key in keys[10..<13] { store.keep([UInt8](repeating: 1, count: 100), under: key, ending: nil) }
        for place in [0, 1, 5, 6, 7, 8, 9, 10, 11, 12] { #expect(await isKnown(keys[place], in: store), "\(place)") }
        for place in [2, 3, 4, 13] { #expect(await !isKnown(keys[place], in: store), "\(place)") }
    }

    @Test("it keeps the latest within its bytes, whatever is kept, replaced and forgotten", arguments: 1...10)
    func latest(seed: UInt64) async {
        var random = SeededGenerator(seed: seed)
        let store = ProcessVerdictStore(capacity: 500)
        let keys = (0..<40).map(Self.key)
        // The oldest first.
        var model: [(key: Int, size: Int)] = []
        for step in 0..<400 {
            let key = Int.random(in: 0..<keys.count, using: &random)
            model.removeAll { $0.key == key }
            if Int.random(in: 0..<4, using: &random) == 0 {
                store.forget(keys[key])
            } else {
                let size = Int.random(in: 1...120, using: &random)
                store.keep([UInt8](repeating: UInt8(size), count: size), under: keys[key], ending: nil)
                model.append((key, size))
                while model.reduce(0, { $0 + $1.size }) > 500 { model.removeFirst() }
            }
            guard step % 10 == 0 else { continue }
            for place in keys.indices {
                let size = model.first { $0.key == place }?.size
                let expected = size.map { VerdictRecall.known([UInt8](repeating: UInt8($0), count: $0)) } ?? .unknown
                #expect(await store.recall(keys[place], wanting: nil) == expected, "seed \(seed), step \(step)")
            }
        }
    }
}
