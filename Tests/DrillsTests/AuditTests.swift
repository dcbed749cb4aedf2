import Testing

@testable import Drills

/// The audit finds each broken promise, and nothing where all were kept.
@Suite("Audit")
struct AuditTests {
    private let result = ContentDigest(Array("result".utf8))
    private let other = ContentDigest(Array("another result".utf8))
    private let bytes = ContentDigest(Array("what was sent".utf8))

    /// One record of a kind, delivered as the first of partition 0, and what becomes of it.
    private func audit(
        _ kind: Fate.Kind = .request, committed: [Int32: Int64] = [0: 1], memory: Audit.Memory = .kept,
        _ happen: (inout Ledger) -> Void
    ) -> Audit {
        var ledger = Ledger()
        let number = ledger.add(kind, payload: bytes)
        ledger.delivered(number, to: .init(partition: 0, offset: 0))
        happen(&ledger)
        return Audit(ledger, committed: committed, memory: memory)
    }

    private func publish(
        _ ledger: inout Ledger, _ value: ContentDigest, on output: Fate.Output = .completed, number: Int = 0
    ) {
        ledger.published(number, value, on: output, outcome: "scored", hasScore: true)
    }

    @Test("A request with one result, the same in Redis and on its topic, committed, is as it has to be")
    func good() {
        let audit = audit {
            $0.stored(0, result)
            publish(&$0, result)
        }
        #expect(audit.findings.isEmpty)
        #expect((audit.sent, audit.lost, audit.doubled, audit.repeated) == (1, 0, 0, 0))
        #expect(audit.outcomes == ["scored": 1])
    }

    @Test("A request without anything is lost and unpublished")
    func lost() {
        let audit = audit { _ in }
        #expect(audit.findings == [.lost(0), .unpublished(0)])
        #expect(audit.lost == 1)
    }

    @Test("A result that never reached a topic is found")
    func unpublished() {
        #expect(audit { $0.stored(0, result) }.findings == [.unpublished(0)])
    }

    @Test("Two results in Redis are found, even when they are the same")
    func doubled() {
        let audit = audit {
            $0.stored(0, result)
            $0.stored(0, result)
            publish(&$0, result)
        }
        #expect(audit.findings == [.doubled(0, times: 2)])
        #expect(audit.doubled == 1)
    }

    @Test("A record that is repeated byte for byte is counted, not found")
    func repeated() {
        let audit = audit {
            $0.stored(0, result)
            publish(&$0, result)
            publish(&$0, result)
            publish(&$0, result)
        }
        #expect(audit.findings.isEmpty)
        #expect(audit.repeated == 2)
        #expect(audit.outcomes == ["scored": 1])
    }

    @Test("A repeated record that differs is found")
    func differing() {
        let audit = audit {
            $0.stored(0, result)
            publish(&$0, result)
            publish(&$0, other)
        }
        #expect(audit.findings == [.differing(0)])
    }

    @Test("A completed record that is not what Redis has is found, whichever was seen first")
    func differsFromRedis() {
        let first = audit {
            $0.stored(0, result)
            publish(&$0, other)
        }
        let second = audit {
            publish(&$0, other)
            $0.stored(0, result)
        }
        #expect(first.findings == [.differing(0)])
        #expect(second.findings == [.differing(0)])
    }

    @Test("A reviewer's record has more than Redis and is compared with its own repeats only")
    func review() {
        let same = audit {
            $0.stored(0, result)
            publish(&$0, other, on: .review)
            publish(&$0, other, on: .review)
        }
        #expect(same.findings.isEmpty)
        let different = audit {
            $0.stored(0, result)
            publish(&$0, other, on: .review)
            publish(&$0, result, on: .review)
        }
        #expect(different.findings == [.differing(0)])
    }

    @Test("Records on both topics are found")
    func scattered() {
        let audit = audit {
            $0.stored(0, result)
            publish(&$0, result)
            publish(&$0, result, on: .review)
        }
        #expect(audit.findings == [.scattered(0)])
    }

    @Test("A good request among the dead letters is found")
    func wrongLetter() {
        let audit = audit {
            $0.stored(0, result)
            publish(&$0, result)
            $0.deadLettered(0, bytes, isCut: false)
        }
        #expect(audit.findings == [.wronglyDeadLettered(0)])
    }

    @Test("What is no request ends as a dead letter that holds its bytes, without a result")
    func poison() {
        #expect(audit(.poison) { $0.deadLettered(0, bytes, isCut: false) }.findings.isEmpty)
        #expect(audit(.poison) { _ in }.findings == [.missingDeadLetter(0)])
        #expect(audit(.poison) { $0.deadLettered(0, other, isCut: false) }.findings == [.alteredDeadLetter(0)])
        let answered = audit(.poison) {
            $0.deadLettered(0, bytes, isCut: false)
            $0.stored(0, result)
        }
        #expect(answered.findings == [.answeredPoison(0)])
    }

    @Test("A result too large for its topic is in Redis once and a dead letter, known by its place when it was cut")
    func oversized() {
        let place = Ledger.Place(partition: 0, offset: 0)
        let good = audit(.oversized) {
            $0.stored(0, result)
            $0.deadLettered(at: place, other, isCut: true)
        }
        #expect(good.findings.isEmpty)
        #expect(audit(.oversized) { $0.stored(0, result) }.findings == [.missingDeadLetter(0)])
        let lost = audit(.oversized) { $0.deadLettered(at: place, other, isCut: true) }
        #expect(lost.findings == [.lost(0)])
    }

    @Test("A dead letter that is read before its record is acknowledged finds its record")
    func earlyLetter() {
        var ledger = Ledger()
        let number = ledger.add(.oversized, payload: bytes)
        ledger.deadLettered(at: .init(partition: 2, offset: 7), other, isCut: true)
        #expect(ledger.strangers == 1)
        ledger.delivered(number, to: .init(partition: 2, offset: 7))
        #expect(ledger.strangers == 0)
        #expect(ledger.deadLettered == 1)
    }

    @Test("Results and dead letters of nothing that was sent are found")
    func strangers() {
        let audit = audit {
            $0.stored(0, result)
            publish(&$0, result)
            $0.stored(nil, result)
            publish(&$0, result, number: 7)
            $0.deadLettered(nil, bytes, isCut: false)
        }
        #expect(audit.findings == [.strangers(3)])
    }

    @Test("A partition that is not committed to its end is found, one without a commit too")
    func uncommitted() {
        var ledger = Ledger()
        for offset in 0..<3 {
            let number = ledger.add(.request, payload: bytes)
            ledger.delivered(number, to: .init(partition: Int32(offset % 2), offset: Int64(offset)))
            ledger.stored(number, result)
            publish(&ledger, result, number: number)
        }
        #expect(Audit(ledger, committed: [0: 3, 1: 2]).findings.isEmpty)
        #expect(
            Audit(ledger, committed: [0: 2, 1: 2]).findings == [.uncommitted(partition: 0, committed: 2, end: 3)])
        #expect(Audit(ledger, committed: [0: 3]).findings == [.uncommitted(partition: 1, committed: 0, end: 2)])
    }

    @Test("Records of an output topic that the broker passed over are found; an emptied broker begins anew")
    func unread() {
        let audit = audit {
            $0.stored(0, result)
            publish(&$0, result)
            for offset in [0, 1, 4, 5] as [Int64] { $0.heard("results", at: offset) }
            $0.heard("dead letters", at: 1)
            $0.forgetOffsets()
            $0.delivered(0, to: .init(partition: 0, offset: 0))
            $0.heard("results", at: 0)
        }
        #expect(
            audit.findings == [
                .unread(.init(topic: "results", offsets: 2..<4)), .unread(.init(topic: "dead letters", offsets: 0..<1)),
            ])
    }

    @Test("What an emptied Redis forgot is counted, but only where a topic has the result")
    func forgotten() {
        let published = audit(memory: .emptied) {
            $0.stored(0, result)
            publish(&$0, result)
            $0.forgetStored()
        }
        #expect(published.findings.isEmpty)
        #expect((published.forgotten, published.lost) == (1, 0))
        #expect(audit(memory: .emptied) { _ in }.findings == [.lost(0), .unpublished(0)])
        let kept = audit {
            publish(&$0, result)
            $0.forgetStored()
        }
        #expect(kept.findings == [.lost(0)])
    }

    @Test("Open is what has neither a result on a topic nor a dead letter")
    func open() {
        var ledger = Ledger()
        for kind in [Fate.Kind.request, .request, .poison] { _ = ledger.add(kind, payload: bytes) }
        publish(&ledger, result, number: 1)
        #expect(ledger.openNumbers == [0, 2])
        ledger.deadLettered(2, bytes, isCut: false)
        #expect(ledger.open == 1)
        #expect((ledger.answered, ledger.scored, ledger.deadLettered) == (1, 1, 1))
    }

    @Test("Digests tell contents apart and are the same for the same bytes")
    func digests() {
        let texts = (0..<2000).map { Array("result \($0)".utf8) }
        #expect(Set(texts.map { ContentDigest($0) }).count == 2000)
        #expect(ContentDigest(texts[5]) == ContentDigest(Array("result 5".utf8)))
        #expect(ContentDigest([]) != ContentDigest([0]))
    }
}
