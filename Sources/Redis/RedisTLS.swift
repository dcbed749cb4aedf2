import CShims

/// The TLS settings of one client: trusted authorities and the name the server must prove.
///
/// `@unchecked Sendable`: made by the client's init, then used and freed by the connection thread alone.
final class RedisTLS: @unchecked Sendable {
    private let settings: OpaquePointer

    /// Whether this build can encrypt.
    static var isAvailable: Bool { shim_redis_tls_available() == 1 }

    init(host: String, caFile: String?) throws(RedisError) {
        guard Self.isAvailable else { throw .tlsUnavailable }
        var settings: OpaquePointer?
        let reason = withReason { reason, size in
            settings = shim_redis_tls_create(caFile, host, reason, size)
        }
        guard let settings else { throw .notConnected(reason) }
        self.settings = settings
    }

    deinit { shim_redis_tls_free(settings) }

    /// Why TLS has just failed on this thread; nil when something else has.
    static func reasonOfFailure() -> String? {
        let reason = withReason { _ = shim_redis_tls_reason($0, $1) }
        return reason.isEmpty ? nil : reason
    }

    /// Runs the handshake on a connected hiredis context; the reason when it failed.
    func start(on context: UnsafeMutableRawPointer) -> String? {
        var code: Int32 = -1
        let reason = withReason { reason, size in
            code = shim_redis_tls_start(settings, context, reason, size)
        }
        return code == 0 ? nil : reason
    }
}

/// The text a shim leaves in a buffer.
private func withReason(_ body: (UnsafeMutablePointer<CChar>?, Int) -> Void) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
        buffer.initialize(repeating: 0)
        body(buffer.baseAddress, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
