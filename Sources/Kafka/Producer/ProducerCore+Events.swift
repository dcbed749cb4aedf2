import CRdKafka
import Threads

extension ProducerCore {
    /// Takes one event, and answers the sends it reports on.
    func serve(_ limit: Duration) {
        noteFailure()
        guard let event = rd_kafka_queue_poll(queue, limit.milliseconds) else { return }
        defer { rd_kafka_event_destroy(event) }
        switch rd_kafka_event_type(event) {
        case RD_KAFKA_EVENT_DR: delivered(event)
        case RD_KAFKA_EVENT_ERROR: failed(event)
        case RD_KAFKA_EVENT_STATS: counted(event)
        default: break
        }
    }

    private func delivered(_ event: OpaquePointer) {
        while let message = rd_kafka_event_message_next(event) {
            let id = UInt(bitPattern: message.pointee._private)
            let code = message.pointee.err
            if code == RD_KAFKA_RESP_ERR_NO_ERROR {
                state.withLock { $0.status.isReached() }
                let delivery = KafkaDelivery(partition: message.pointee.partition, offset: message.pointee.offset)
                answer(id, .written(delivery))
            } else {
                let error = fatalCause(of: code) ?? KafkaError(code)
                state.withLock { $0.status.note(error) }
                answer(id, .failed(error))
            }
        }
    }

    private func failed(_ event: OpaquePointer) {
        let code = rd_kafka_event_error(event)
        let text = rd_kafka_event_error_string(event).map { String(cString: $0) }
        let error = fatalCause(of: code) ?? explained(KafkaError(code, text: text))
        state.withLock { state in
            state.status.note(error)
            if error.code == .tls || error.code == .authentication { state.status.refusal = error }
            if error.code == .allBrokersDown || error.isFatal { state.status.connection = .down }
        }
    }

    /// The library keeps one connection at least, and reconnects an idle client by itself: none up means none to be had.
    private func counted(_ event: OpaquePointer) {
        guard let text = rd_kafka_event_stats(event).map({ String(cString: $0) }) else { return }
        let isUp = text.contains("\"state\":\"UP\"")
        state.withLock { state in
            if isUp {
                state.status.isReached()
            } else if state.status.connection == .up {
                state.status.connection = .down
            }
        }
    }

    /// Not every fatal error comes as an event, so it is looked for as well.
    private func noteFailure() {
        guard let failure else { return }
        state.withLock { $0.status.note(failure) }
    }

    /// With the reason why a certificate was refused, which the library keeps to itself.
    private func explained(_ error: KafkaError) -> KafkaError {
        guard error.code == .tls, let problem = client.certificateProblem else { return error }
        return KafkaError(error.code, text: "the broker's certificate is \(problem): \(error.text)")
    }

    /// A fatal error also throws the queue away.
    private func fatalCause(of code: rd_kafka_resp_err_t) -> KafkaError? {
        switch code {
        case RD_KAFKA_RESP_ERR__FATAL, RD_KAFKA_RESP_ERR__PURGE_QUEUE, RD_KAFKA_RESP_ERR__PURGE_INFLIGHT: failure
        default: nil
        }
    }

    /// What the client has failed for good of.
    private var failure: KafkaError? {
        guard rd_kafka_fatal_error(client.pointer, nil, 0) != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        var buffer = [CChar](repeating: 0, count: 512)
        let cause = rd_kafka_fatal_error(client.pointer, &buffer, buffer.count)
        let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return KafkaError(cause, text: text, isFatal: true)
    }
}

extension KafkaProducerStatus {
    fileprivate mutating func note(_ error: KafkaError) {
        lastError = error
        if error.isFatal, failure == nil { failure = error }
    }
}
