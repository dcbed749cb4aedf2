package import Evaluation
internal import Threads

/// Pays for no question twice: of those who ask the same at once one asks and all get its answer, in this process and, by
/// leases, over all replicas; and what was accepted before is given again.
///
/// Holds only what is being asked now; answers are in the store. Whatever happens to the store, questions are answered:
/// paying twice is better than not answering.
package final class VerdictMemory: Sendable {
    /// How replicas wait for each other.
    package struct Patience: Sendable, Hashable {
        /// A lease that is not renewed ends after this. Default: 10 s.
        package var leaseLife: Duration = .seconds(10)
        /// How often a lease is renewed while the judge is asked. Default: 3 s.
        package var renewal: Duration = .seconds(3)
        /// The first look after another replica's answer; each later pause is twice as long. Default: 20 ms.
        package var firstPause: Duration = .milliseconds(20)
        /// The longest pause between two looks. Default: 250 ms.
        package var longestPause: Duration = .milliseconds(250)
        /// After this another replica is no longer waited for. Default: 30 s.
        package var longest: Duration = .seconds(30)

        package init() {}
    }

    /// One question as it is being asked.
    struct Asking: Hashable, Sendable {
        let key: VerdictKey
        /// Without a look into the store.
        var isAfresh = false
        /// What was wrong with the answer before.
        var repair: String?
        /// No lease for a question that is one of many for the same task: two replicas could then wait for each other.
        var isAlone = true
    }

    /// What one caller is given.
    struct Heard: Sendable {
        var verdict: Verdict
        var usage: JudgeUsage
        var isRemembered = false
        /// Held until the answer is settled.
        var lease: VerdictLease?
        /// The caller asked, or found it in the store: it is the one to settle it.
        var isOwn = true
        /// Under what it is kept, where that is not what was looked for. Default: nil.
        var key: VerdictKey?
    }

    private typealias Outcome = Result<Heard, JudgeError>

    let store: any VerdictStore
    /// Sets the answers of deployments apart that share a store.
    package let namespace: String
    let patience: Patience
    let clock: JudgeClock
    let randomness: JudgeRandomness
    let observer: VerdictObserver
    private let inFlight = OnceMemory<Asking, Outcome>(capacity: 1)
    /// Those who wait for each question that is being asked, and how many.
    private let parties = Locked<[Asking: (party: CallParty, count: Int)]>([:])

    /// - Parameters:
    ///   - namespace: Default: empty.
    ///   - patience: Default: as its members say.
    ///   - clock: Default: the continuous clock.
    ///   - randomness: Default: the system's.
    ///   - observer: Default: tells nobody.
    package init(
        store: any VerdictStore, namespace: String = "", patience: Patience = Patience(),
        clock: JudgeClock = JudgeClock(ContinuousClock()), randomness: JudgeRandomness = JudgeRandomness(),
        observer: VerdictObserver = VerdictObserver()
    ) {
        self.store = store
        self.namespace = namespace
        self.patience = patience
        self.clock = clock
        self.randomness = randomness
        self.observer = observer
    }

    /// Callers that wait for an answer that another one is being given.
    package var waiting: Int { get async { await inFlight.waiting } }

    /// The judge with this memory; one whose answers cannot be told apart from others' stays as it is.
    package func remembering(_ judge: any Judge) -> any Judge {
        guard let judge = judge as? any ScopedJudge else { return judge }
        return RememberingJudge(judge, memory: self)
    }

    /// The answer to a question: what is kept, what somebody else is being given, or what the judge says.
    ///
    /// - Parameters:
    ///   - origin: for whom. Whoever asks takes the turn of the one who is in the greatest hurry.
    ///   - ask: asks the judge for all who wait.
    func heard(
        _ asking: Asking, for origin: CallOrigin, ask: @escaping @Sendable (CallParty) async throws(JudgeError) -> Heard
    ) async throws(JudgeError) -> Heard {
        let party = parties.withLock { parties in
            let known = parties[asking] ?? (CallParty(), 0)
            parties[asking] = (known.party, known.count + 1)
            return known.party
        }
        let member = party.join(origin)
        defer {
            party.leave(member)
            parties.withLock { parties in
                let left = (parties[asking]?.count ?? 1) - 1
                parties[asking] = left > 0 ? (party, left) : nil
            }
        }
        return try await heard(asking) { () throws(JudgeError) in try await ask(party) }
    }

    private func heard(
        _ asking: Asking, ask: @escaping @Sendable () async throws(JudgeError) -> Heard
    ) async throws(JudgeError) -> Heard {
        var hasSeenTimeout = false
        let start = clock.now
        while true {
            switch await inFlight.recall(asking) {
            case .abandoned: throw JudgeError(.cancelled, "the work was cancelled while the same question was asked")
            case .known(.success(let heard)):
                observer.observe(.coalesced(savedTokens: heard.verdict.tokens))
                return Heard(
                    verdict: heard.verdict, usage: .reused(savedTokens: heard.verdict.tokens),
                    isRemembered: heard.isRemembered, isOwn: false)
            case .known(.failure(let error)):
                switch error.code {
                // That the other's time was up says nothing about the next call, but a judge that is too slow twice is.
                case .timedOut where !hasSeenTimeout: hasSeenTimeout = true
                // The other's client would not have waited for its turn; this one's may.
                case .rateLimited where clock.now - start < patience.longest: break
                default: throw JudgeError(error.code, error.message)
                }
            case .missing: return try await lead(asking, ask)
            }
        }
    }

    /// Asks on behalf of all who wait, and tells them. Where this caller is cancelled, one of them goes on.
    private func lead(
        _ asking: Asking, _ ask: @escaping @Sendable () async throws(JudgeError) -> Heard
    ) async throws(JudgeError) -> Heard {
        do throws(JudgeError) {
            let heard = try await found(asking, ask)
            await inFlight.settle(asking, .success(heard), isLasting: false)
            return heard
        } catch {
            await inFlight.settle(asking, error.code == .cancelled ? nil : .failure(error), isLasting: false)
            throw error
        }
    }

    /// What an answer was worth to the one who read it.
    func settle(_ key: VerdictKey, _ heard: Heard, isAccepted: Bool) {
        guard heard.isOwn else { return }
        if heard.isRemembered {
            guard !isAccepted else { return }
            store.forget(key)
            observer.observe(.refused)
        } else if isAccepted, let value = heard.verdict.sealed(under: heard.key ?? key) {
            if let other = heard.key {
                if let lease = heard.lease { store.release(key, lease) }
                store.keep(value, under: other, ending: nil)
            } else {
                store.keep(value, under: key, ending: heard.lease)
            }
            observer.observe(.kept)
        } else if let lease = heard.lease {
            store.release(key, lease)
        }
    }
}
