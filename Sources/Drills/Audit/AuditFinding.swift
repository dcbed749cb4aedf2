/// One promise that was not kept.
enum AuditFinding: Sendable, Hashable {
    /// A request without a result in Redis.
    case lost(Int)
    /// A request without a record on a result topic.
    case unpublished(Int)
    /// A request with several results in Redis.
    case doubled(Int, times: Int)
    /// A request whose results are not the same everywhere.
    case differing(Int)
    /// A request with records on both result topics.
    case scattered(Int)
    /// A request that ended as a dead letter although nothing is wrong with it.
    case wronglyDeadLettered(Int)
    /// A record that has to be a dead letter and is none.
    case missingDeadLetter(Int)
    /// A dead letter that does not hold what was sent.
    case alteredDeadLetter(Int)
    /// A result for what is no request.
    case answeredPoison(Int)
    /// Results or dead letters that belong to nothing that was sent.
    case strangers(Int)
    /// A partition that is not committed to its end.
    case uncommitted(partition: Int32, committed: Int64, end: Int64)
    /// Records of an output topic that the broker did not hand out: what they hold is missing here, and may be there.
    case unread(Ledger.Gap)
}

extension AuditFinding: CustomStringConvertible {
    var description: String {
        switch self {
        case .lost(let number): "request \(number) has no result in Redis"
        case .unpublished(let number): "request \(number) has no record on a result topic"
        case .doubled(let number, let times): "request \(number) has \(times) results in Redis"
        case .differing(let number): "request \(number) has results that are not the same, byte for byte"
        case .scattered(let number): "request \(number) has records on both result topics"
        case .wronglyDeadLettered(let number): "request \(number) ended as a dead letter"
        case .missingDeadLetter(let number): "record \(number) is no dead letter"
        case .alteredDeadLetter(let number): "the dead letter of record \(number) does not hold what was sent"
        case .answeredPoison(let number): "record \(number) is no request and has a result"
        case .strangers(let count): "\(count) results or dead letters belong to nothing that was sent"
        case .uncommitted(let partition, let committed, let end):
            "partition \(partition) is committed to \(committed), its end is \(end)"
        case .unread(let gap):
            "the broker did not hand out \(gap.topic) from \(gap.offsets.lowerBound) to \(gap.offsets.upperBound - 1)"
        }
    }
}
