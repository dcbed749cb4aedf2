import CRdKafka
import Threads

extension ProducerCore {
    /// A number for a send that is about to begin.
    func nextID() -> UInt {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// Hands a record to the library, which copies it. The continuation is resumed exactly once: here when the library
    /// refuses, by the delivery report or by `giveUp` otherwise.
    func produce(_ record: UnsentRecord, as id: UInt, _ answer: Answer) {
        do throws(KafkaError) {
            try enter()
        } catch {
            answer.resume(returning: .notTaken(error))
            return
        }
        defer { leave() }
        state.withLock { $0.unanswered[id] = answer }
        guard let error = hand(record, id: id) else { return }
        self.answer(id, .notTaken(error))
    }

    /// Ends the wait for a record's answer, if it is still waited for. The library goes on with the record.
    func giveUp(_ id: UInt) {
        answer(id, .failed(KafkaError(.purgedInFlight, text: "the send was cancelled; the record may be written")))
    }

    func answer(_ id: UInt, _ outcome: SendOutcome) {
        state.withLock { $0.unanswered.removeValue(forKey: id) }?.resume(returning: outcome)
    }

    private func hand(_ record: UnsentRecord, id: UInt) -> KafkaError? {
        let list = record.headers.isEmpty ? nil : Self.headerList(record.headers)
        let error = record.topic.withCString { topic in
            Self.withBytes(record.key) { key, keyCount in
                Self.withBytes(record.value) { value, valueCount in
                    var arguments = [rd_kafka_vu_t](repeating: rd_kafka_vu_t(), count: 5)
                    arguments[0].vtype = RD_KAFKA_VTYPE_TOPIC
                    arguments[0].u.cstr = topic
                    arguments[1].vtype = RD_KAFKA_VTYPE_KEY
                    arguments[1].u.mem.ptr = key
                    arguments[1].u.mem.size = keyCount
                    arguments[2].vtype = RD_KAFKA_VTYPE_VALUE
                    arguments[2].u.mem.ptr = value
                    arguments[2].u.mem.size = valueCount
                    arguments[3].vtype = RD_KAFKA_VTYPE_MSGFLAGS
                    arguments[3].u.i = 0x2  // RD_KAFKA_MSG_F_COPY
                    arguments[4].vtype = RD_KAFKA_VTYPE_OPAQUE
                    arguments[4].u.ptr = UnsafeMutableRawPointer(bitPattern: id)
                    if let list {
                        var argument = rd_kafka_vu_t()
                        argument.vtype = RD_KAFKA_VTYPE_HEADERS
                        argument.u.headers = list
                        arguments.append(argument)
                    }
                    return KafkaError(taking: rd_kafka_produceva(client.pointer, arguments, arguments.count))
                }
            }
        }
        // Only a record that was taken takes its headers along.
        if error != nil, let list { rd_kafka_headers_destroy(list) }
        return error
    }

    private static func headerList(_ headers: [KafkaHeader]) -> OpaquePointer? {
        let list = rd_kafka_headers_new(headers.count)
        for header in headers {
            withBytes(header.value) { value, count in
                _ = rd_kafka_header_add(list, header.name, -1, value, count)
            }
        }
        return list
    }

    /// Nil has no address; no bytes have one, which is how librdkafka tells them apart.
    private static func withBytes<Result>(
        _ bytes: [UInt8]?, _ body: (UnsafeMutableRawPointer?, Int) -> Result
    ) -> Result {
        guard let bytes else { return body(nil, 0) }
        guard !bytes.isEmpty else {
            return withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { body($0.baseAddress, 0) }
        }
        return bytes.withUnsafeBytes { body(UnsafeMutableRawPointer(mutating: $0.baseAddress), $0.count) }
    }
}
