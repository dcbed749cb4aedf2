/// Something that goes wrong in a long run.
enum SoakEvent: String, Sendable, Hashable, CaseIterable {
    case kill = "kill -9 of a replica, started again"
    case terminate = "SIGTERM of a replica, replaced"
    case redisRestart = "Redis killed and started again"
    case redisPause = "Redis hangs"
    case redisCut = "connections to Redis cut"
    case kafkaRefusal = "Kafka refuses connections"
    case kafkaCut = "network to Kafka cut both ways"
    case kafkaFlicker = "connections to Kafka cut, inside a response"
    case judgeStorm = "429 for every call, with Retry-After"
    case judgeFailure = "503 for every call"
    case poison = "five records that are no requests"

    /// What an event happens to. Events of one target follow each other.
    enum Target: Sendable, Hashable { case replicas, redis, kafka, judge, load }

    var target: Target {
        switch self {
        case .kill, .terminate: .replicas
        case .redisRestart, .redisPause, .redisCut: .redis
        case .kafkaRefusal, .kafkaCut, .kafkaFlicker: .kafka
        case .judgeStorm, .judgeFailure: .judge
        case .poison: .load
        }
    }

    /// Whether it makes the group share out its partitions anew.
    var disturbsGroup: Bool {
        switch self {
        case .kill, .terminate, .kafkaRefusal, .kafkaCut: true
        case .redisRestart, .redisPause, .redisCut, .kafkaFlicker, .judgeStorm, .judgeFailure, .poison: false
        }
    }
}
