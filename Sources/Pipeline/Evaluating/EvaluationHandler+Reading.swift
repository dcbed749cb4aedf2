import Evaluation
import Threads

extension EvaluationHandler {
    /// Notes that messages are about to be read, so that one that kills its worker by that alone is found, too.
    ///
    /// - Returns: how often that was noted by processes that were killed; nil when the messages are given up.
    func beginReading(_ batch: [Message]) async -> [Int]? {
        guard !batch.isEmpty else { return [] }
        let keys = batch.map { ResultKey(reading: $0) }
        do {
            return try await retry(.store) { () throws(OutputError) in
                try await store.begin(keys, ifStartedLessThan: PoisonPolicy.suspicion).map(\.starts)
            }
        } catch {
            for (message, key) in zip(batch, keys) { abandon(message, key) }
            return nil
        }
    }

    /// Takes a message to its end that may be what killed workers while they read it.
    func handleSuspect(_ message: Message, starts: Int) async {
        let key = ResultKey(reading: message)
        observer.observe(.suspected(message.origin, starts: starts))
        let reading: Result<EvaluationWork, RequestError>
        do {
            try await lane.wait()
            defer { lane.signal() }
            let starts = try await retry(.store) { () throws(OutputError) in
                try await store.begin([key], ifStartedLessThan: poison.attempts).first?.starts ?? 0
            }
            guard poison.verdict(starts: starts) != .deadLetter else {
                return await finish(message, key) { () throws(OutputError) in
                    try await condemn(message, key, starts: starts)
                }
            }
            reading = Result { () throws(RequestError) in try EvaluationWork(message, decoder: decoder) }
            try? await store.settle([key])
        } catch {
            return abandon(message, key)
        }
        switch reading {
        case .failure(let error):
            await finish(message) { () throws(OutputError) in try await reject(message, error) }
        case .success(let work):
            await finish(message, work.key) { () throws(OutputError) in
                let earlier = try await retry(.store) { () throws(OutputError) in
                    try await store.begin([work.key], ifStartedLessThan: PoisonPolicy.suspicion).first
                }
                return try await process(work, earlier ?? EarlierWork())
            }
        }
    }
}
