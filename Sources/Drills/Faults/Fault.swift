import TestKit

/// One thing that goes wrong in the middle of a run, and how it is put right.
struct Fault: Sendable {
    /// What it happens to; a part of the table.
    enum Victim: String, Sendable, CaseIterable {
        case redis = "Redis"
        case kafka = "Kafka"
        case judge = "Judge"
        case worker = "Worker"
        case network = "Network"
    }

    /// Does something to the stage.
    typealias Act = @Sendable (FaultRun) async throws -> Void

    let victim: Victim
    let name: String
    /// Replicas at the start. Default: 1.
    var replicas = 1
    var setup = DrillStage.Setup()
    /// The fault is there before the first replica starts. Default: no, it comes in the middle.
    var isThereAtStart = false
    /// How long it lasts. Default: 6 s.
    var holds = Duration.seconds(6)
    /// Whether the endpoints of the replicas are asked while it lasts. Default: yes.
    var isWatched = true
    /// Whether anything is put right, so that a time of recovery can be told. Default: yes.
    var recovers = true
    /// Of how many records one is of another kind; nil: all are requests.
    var mixes: (kind: Fate.Kind, every: Int)?
    /// The line of bash that starts the replicas; nil: started directly.
    var shell: String?
    /// Redis's memory over the fault. Default: kept.
    var memory = Audit.Memory.kept
    let begins: Act
    var ends: Act = { _ in }
    /// What has to come about once everything is answered, besides what the audit finds. Default: nothing.
    var settles: Act = { _ in }

    static let all = redisFaults + kafkaFaults + judgeFaults + workerFaults + networkFaults
}
