import JSON

/// How far this member is behind, from librdkafka's statistics.
struct ConsumerLag {
    /// Records between what is committed and the end, over the partitions that are read at present. A partition whose lag
    /// is not known yet counts nothing.
    let records: Double

    /// - Parameter statistics: JSON as the library gives it; nil when it is not that.
    init?(statistics: [UInt8]) {
        guard let topics = (try? JSONReader.read(statistics))?["topics"]?.object else { return nil }
        var records = 0.0
        for topic in topics.members {
            for partition in topic.value["partitions"]?.object?.members ?? [] {
                // The library keeps the last figure of a partition that another member reads now.
                guard partition.value["fetch_state"]?.string == "active",
                    let behind = partition.value["consumer_lag"]?.number, behind > 0
                else { continue }
                records += behind
            }
        }
        self.records = records
    }
}
