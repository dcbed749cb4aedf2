internal import Evaluation

extension VerdictMemory {
    /// What the store knows; else what the judge says, once the lease is held or need not be waited for.
    func found(
        _ asking: Asking, _ ask: @escaping @Sendable () async throws(JudgeError) -> Heard
    ) async throws(JudgeError) -> Heard {
        guard !asking.isAfresh, asking.repair == nil else { return try await ask() }
        let lease = asking.isAlone ? VerdictLease(token: randomness.nonce(), life: patience.leaseLife) : nil
        let start = clock.now
        var pause = patience.firstPause
        var hasWaited = false
        var hasForgotten = false
        defer { if hasWaited { observer.observe(.waited(clock.now - start)) } }
        while true {
            switch await store.recall(asking.key, wanting: lease) {
            case .known(let value):
                if let verdict = Verdict(value, under: asking.key) {
                    observer.observe(.hit(savedTokens: verdict.tokens))
                    return Heard(
                        verdict: verdict, usage: .reused(savedTokens: verdict.tokens), isRemembered: true)
                }
                observer.observe(.refused)
                store.forget(asking.key)
                // Somebody writes what nobody can read: it is not waited for.
                guard !hasForgotten else { return try await asked(ask) }
                hasForgotten = true
            case .leased:
                guard let lease else { return try await asked(ask) }
                return try await asked(ask, holding: lease, asking.key)
            case .unknown: return try await asked(ask)
            case .away:
                // The look-up may have run all the same.
                if let lease { store.release(asking.key, lease) }
                if Task.isCancelled {
                    throw JudgeError(.cancelled, "the work was cancelled before the judge was asked")
                }
                observer.observe(.away)
                return try await asked(ask)
            case .taken:
                guard clock.now - start < patience.longest else { return try await asked(ask) }
                hasWaited = true
                // Replicas that wait for the same do not look in the same instant.
                let wait = pause * (0.5 + 0.5 * randomness.chance())
                do { try await clock.sleep(for: wait) } catch {
                    throw JudgeError(.cancelled, "the work was cancelled while another replica asked the judge")
                }
                pause = min(pause * 2, patience.longestPause)
            }
        }
    }

    private func asked(
        _ ask: @Sendable () async throws(JudgeError) -> Heard
    ) async throws(JudgeError) -> Heard {
        observer.observe(.miss)
        return try await ask()
    }

    /// Asks while the lease is renewed. It is given back at once when there is no answer, and with the answer's receipt else.
    private func asked(
        _ ask: @escaping @Sendable () async throws(JudgeError) -> Heard, holding lease: VerdictLease, _ key: VerdictKey
    ) async throws(JudgeError) -> Heard {
        observer.observe(.miss)
        let outcome = await withTaskGroup(of: Result<Heard, JudgeError>?.self) { group in
            group.addTask {
                do throws(JudgeError) { return .success(try await ask()) } catch { return .failure(error) }
            }
            group.addTask { [self] in
                while true {
                    do { try await clock.sleep(for: patience.renewal) } catch { return nil }
                    await store.renew(key, lease)
                }
            }
            var outcome: Result<Heard, JudgeError>?
            while let ended = await group.next() {
                guard let ended else { continue }
                outcome = ended
                group.cancelAll()
            }
            return outcome
        }
        switch outcome {
        case .success(var heard)?:
            heard.lease = lease
            return heard
        case .failure(let error)?:
            store.release(key, lease)
            throw error
        case nil:
            store.release(key, lease)
            throw JudgeError(.cancelled, "the work was cancelled while the judge was asked")
        }
    }
}
