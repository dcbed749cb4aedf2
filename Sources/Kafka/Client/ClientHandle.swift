import CRdKafka
import Glibc
private import Threads

/// Makes and destroys librdkafka clients.
///
/// `@unchecked Sendable`: the pointer does not change and librdkafka's functions may be called from any thread; that
/// none is called after `destroy` is up to the owner.
final class ClientHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    private let context: Unmanaged<ClientContext>

    /// - Parameters:
    ///   - type: producer or consumer.
    ///   - properties: checked by librdkafka one by one.
    ///   - events: what is reported as events rather than through callbacks, `RD_KAFKA_EVENT_*` together.
    init(
        _ type: rd_kafka_type_t, _ properties: [(String, String)], events: Int32, log: @escaping KafkaLog
    ) throws(KafkaConfigurationError) {
        var text = [CChar](repeating: 0, count: 512)
        let configuration = rd_kafka_conf_new()
        for (name, value) in properties {
            guard rd_kafka_conf_set(configuration, name, value, &text, text.count) != RD_KAFKA_CONF_OK else { continue }
            rd_kafka_conf_destroy(configuration)
            throw .refused(property: name, reason: Self.reason(text, for: name))
        }
        let context = Unmanaged.passRetained(ClientContext(receive: log))
        rd_kafka_conf_set_opaque(configuration, context.toOpaque())
        rd_kafka_conf_set_ssl_cert_verify_cb(configuration, noteCertificate)
        rd_kafka_conf_set_log_cb(configuration, forwardLog)
        rd_kafka_conf_set_events(configuration, events)
        guard let pointer = rd_kafka_new(type, configuration, &text, text.count) else {
            rd_kafka_conf_destroy(configuration)
            context.release()
            var reason = Self.string(text)
            for (name, value) in properties where KafkaConfiguration.isSecret(name) && !value.isEmpty {
                reason = reason.replacing(value, with: "***")
            }
            throw .client(reason: reason)
        }
        self.pointer = pointer
        self.context = context
    }

    /// What is wrong with the newest certificate that was refused; nil when none was.
    var certificateProblem: String? { context.takeUnretainedValue().certificateProblem }

    /// Writes a line of our own to the client's log.
    func log(_ line: KafkaLogLine) { context.takeUnretainedValue().receive(line) }

    /// Ends the client's threads and frees it. Blocks; call once, and nothing else afterwards.
    func destroy() {
        // Consumers leave their group before: here nobody is left to answer a rebalance.
        rd_kafka_destroy_flags(pointer, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
        context.release()
    }

    /// Ends the client's threads and frees it as `destroy()` does, within `limit` or after this has returned: while a
    /// request waits for a broker that is away the library may need as long as a session.
    func destroy(within limit: Duration) {
        let deadline = ContinuousClock.now + limit
        let isDone = Latch()
        do throws(ThreadStartError) {
            _ = try WorkerThread(name: "kafka-destroy") { [self] in
                destroy()
                isDone.open()
            }
        } catch {
            return destroy()
        }
        while !isDone.isOpen, .now < deadline { usleep(1000) }
    }

    /// Why librdkafka refused a property, without the value of a secret one.
    static func reason(_ text: [CChar], for name: String) -> String {
        KafkaConfiguration.isSecret(name) ? "its value, a secret, is not valid" : string(text)
    }

    private static func string(_ text: [CChar]) -> String {
        String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// What librdkafka's callbacks of one client share.
final class ClientContext: Sendable {
    fileprivate let receive: KafkaLog
    private let problem = Locked<String?>(nil)

    fileprivate init(receive: @escaping KafkaLog) { self.receive = receive }

    var certificateProblem: String? { problem.withLock { $0 } }

    /// - Parameter code: OpenSSL's number of the verification error.
    func refuseCertificate(_ code: Int32) { problem.withLock { $0 = CertificateCheck.reason(code) } }
}

private func forwardLog(
    _ client: OpaquePointer?, _ level: Int32, _ facility: UnsafePointer<CChar>?, _ text: UnsafePointer<CChar>?
) {
    guard let client, let context = rd_kafka_opaque(client) else { return }
    let line = KafkaLogLine(
        severity: Int(level), facility: facility.map { String(cString: $0) } ?? "",
        text: text.map { String(cString: $0) } ?? "")
    Unmanaged<ClientContext>.fromOpaque(context).takeUnretainedValue().receive(line)
}
