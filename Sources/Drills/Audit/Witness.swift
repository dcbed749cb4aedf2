import JSON
import Kafka
import TestKit
import Threads

/// Keeps the ledger while threads and tasks tell it what they see.
final class Witness: Sendable {
    /// The header by which records are known again, dead letters too.
    static let header = "drill-number"
    /// The header of a record behind which nothing comes.
    static let endHeader = "drill-end"

    private let ledger = Locked(Ledger())
    private let ended = Locked<Set<String>>([])

    /// The ledger as it is now.
    var snapshot: Ledger { ledger.withLock { $0 } }
    /// Requests that have a record on a result topic.
    var answered: Int { ledger.withLock { $0.answered } }
    /// Of them, those with a score.
    var scored: Int { ledger.withLock { $0.scored } }
    /// Records that came to no end yet.
    var open: Int { ledger.withLock { $0.open } }
    /// The topics whose end was read.
    var endedTopics: Set<String> { ended.withLock { $0 } }

    /// Changes the ledger.
    func note<Result: Sendable>(_ body: @Sendable (inout Ledger) -> Result) -> Result {
        ledger.withLock { body(&$0) }
    }

    /// A record that the product wrote.
    func hear(_ record: KafkaRecord) {
        ledger.withLock { $0.heard(record.topic, at: record.offset) }
        if record.header(Self.endHeader) != nil {
            ended.withLock { _ = $0.insert(record.topic) }
            return
        }
        let value = record.value ?? []
        let digest = ContentDigest(value)
        switch record.topic {
        case Stand.Topic.completed, Stand.Topic.review:
            let number = record.header("evaluation-id").flatMap(DrillLoad.number(of:))
            let (outcome, hasScore) = Self.outcome(of: value)
            let output: Fate.Output = record.topic == Stand.Topic.review ? .review : .completed
            ledger.withLock { $0.published(number, digest, on: output, outcome: outcome, hasScore: hasScore) }
        case Stand.Topic.deadLetters:
            let isCut = record.header("value-truncated-from") != nil
            let number = record.header(Self.header).flatMap { Int($0) }
            let place = Self.place(of: record)
            ledger.withLock { ledger in
                if number == nil, let place {
                    ledger.deadLettered(at: place, digest, isCut: isCut)
                } else {
                    ledger.deadLettered(number, digest, isCut: isCut)
                }
            }
        default: break
        }
    }

    /// An element of a list in Redis.
    func find(_ value: [UInt8]) {
        let id = (try? JSONReader.read(value))?["evaluation_id"]?.string
        let number = id.flatMap(DrillLoad.number(of:))
        let digest = ContentDigest(value)
        ledger.withLock { $0.stored(number, digest) }
    }

    /// Where a dead letter says that its record was.
    private static func place(of record: KafkaRecord) -> Ledger.Place? {
        guard let partition = record.header("original-partition").flatMap({ Int32($0) }),
            let offset = record.header("original-offset").flatMap({ Int64($0) })
        else { return nil }
        return Ledger.Place(partition: partition, offset: offset)
    }

    /// How tables name the end of a result, and whether something was scored.
    private static func outcome(of value: [UInt8]) -> (name: String, hasScore: Bool) {
        guard let result = try? JSONReader.read(value) else { return ("not JSON", false) }
        switch result["status"]?.string {
        case "error": return (result["error"]?["code"]?.string ?? "error", false)
        case "completed", "needs_review": return ("scored", true)
        case let other: return (other ?? "no status", false)
        }
    }
}
