import CRdKafka
import Threads

/// A cluster inside this process: real TCP on 127.0.0.1 and the real protocol, nothing kept.
///
/// It keeps 5 MiB per partition and drops the oldest records silently. One member per group works well; rebalances
/// refuse commits, and there are no transactions and no admin requests. librdkafka calls it experimental.
///
/// `@unchecked Sendable`: the pointers are reached through the lock alone.
package final class KafkaMockCluster: @unchecked Sendable {
    /// A topic of the cluster.
    package struct Topic: Hashable, Sendable {
        package let name: String
        /// From 1.
        package let partitions: Int

        package init(_ name: String, partitions: Int) {
            self.name = name
            self.partitions = partitions
        }
    }

    private struct Server {
        let host: ClientHandle
        let cluster: OpaquePointer
    }

    /// What clients need to connect; the port is chosen by the system.
    package let bootstrapServers: String
    private let server: Locked<Server?>

    /// Starts the brokers. Takes a few milliseconds.
    ///
    /// - Parameter brokers: from 1, which is the default.
    package init(topics: [Topic], brokers: Int = 1) throws(KafkaConfigurationError) {
        let host = try ClientHandle(RD_KAFKA_PRODUCER, [], events: 0) { _ in }
        guard let cluster = rd_kafka_mock_cluster_new(host.pointer, Int32(clamping: brokers)) else {
            host.destroy()
            throw .client(reason: "the embedded broker did not start")
        }
        for topic in topics {
            let code = rd_kafka_mock_topic_create(
                cluster, topic.name, Int32(clamping: topic.partitions), Int32(clamping: brokers))
            guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
            rd_kafka_mock_cluster_destroy(cluster)
            host.destroy()
            throw .client(reason: "the embedded broker refused the topic \(topic.name)")
        }
        bootstrapServers = rd_kafka_mock_cluster_bootstraps(cluster).map { String(cString: $0) } ?? ""
        server = Locked(Server(host: host, cluster: cluster))
    }

    deinit { destroy() }

    /// Ends the broker. Close its clients before; connections left are cut.
    package func close() async {
        await withCheckedContinuation { continuation in
            do throws(ThreadStartError) {
                _ = try WorkerThread(name: "kafka-mock-end") {
                    self.destroy()
                    continuation.resume()
                }
            } catch {
                destroy()
                continuation.resume()
            }
        }
    }

    /// Calls the cluster while it is there.
    func withCluster(_ body: (OpaquePointer) -> Void) {
        server.withLock { server in
            if let server { body(server.cluster) }
        }
    }

    private func destroy() {
        let last = server.withLock { server in
            defer { server = nil }
            return server
        }
        guard let last else { return }
        rd_kafka_mock_cluster_destroy(last.cluster)
        last.host.destroy()
    }
}
