import CHiredis
import CShims
import Glibc

/// One blocking hiredis connection. Lives on the connection thread alone; freed with its last use.
struct RedisConnection: ~Copyable {
    private let context: UnsafeMutablePointer<redisContext>
    private let isEncrypted: Bool

    deinit { redisFree(context) }

    /// Connects, encrypts when `tls` is given, sets time limits and keep-alive. Login is the caller's next step.
    init(to url: RedisURL, configuration: RedisConfiguration, tls: RedisTLS?) throws(RedisError) {
        let opened: UnsafeMutablePointer<redisContext>?
        errno = 0
        switch url.endpoint {
        case .tcp(let host, let port, _):
            opened = redisConnectWithTimeout(host, port, timeval(configuration.connectTimeout))
        case .unix(let path):
            opened = redisConnectUnixWithTimeout(path, timeval(configuration.connectTimeout))
        }
        guard let opened else { throw .connection("out of memory") }
        if opened.pointee.err != 0 {
            let error = Self.error(of: opened)
            redisFree(opened)
            throw error
        }
        redisSetTimeout(opened, timeval(configuration.connectTimeout))
        if case .tcp = url.endpoint { redisEnableKeepAlive(opened) }
        if let reason = tls?.start(on: UnsafeMutableRawPointer(opened)) {
            redisFree(opened)
            throw .connection(reason)
        }
        context = opened
        isEncrypted = tls != nil
    }

    /// How long each wait for a reply may take from now on.
    borrowing func setTimeout(_ timeout: Duration) {
        redisSetTimeout(context, timeval(timeout))
    }

    /// Whether the server has closed the connection. Only true statements while no reply is awaited.
    var isStale: Bool {
        var byte: UInt8 = 0
        let count = recv(context.pointee.fd, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        if count < 0 { return errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR }
        // Bytes nobody asked for are a goodbye (`-ERR max number of clients`); under TLS they may be a session ticket.
        return count == 0 || !isEncrypted
    }

    /// Puts encoded commands into the buffer that the next `read()` sends.
    borrowing func append(_ bytes: [UInt8]) throws(RedisError) {
        let code = bytes.withUnsafeBytes { buffer in
            redisAppendFormattedCommand(context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        if code != REDIS_OK { throw error() }
    }

    /// Sends what is buffered, then waits for the next reply in order.
    borrowing func read() throws(RedisError) -> RedisValue {
        var reply: UnsafeMutableRawPointer?
        errno = 0
        guard redisGetReply(context, &reply) == REDIS_OK, let reply else { throw error() }
        defer { freeReplyObject(reply) }
        return Self.value(of: reply.assumingMemoryBound(to: redisReply.self).pointee)
    }

    /// Sends one command and waits for its reply.
    borrowing func call(_ arguments: [RedisArgument]) throws(RedisError) -> RedisValue {
        var bytes: [UInt8] = []
        appendCommand(arguments, to: &bytes)
        try append(bytes)
        return try read()
    }

    /// Call right after the failed hiredis function, as TLS's own reason is the thread's last one.
    private borrowing func error() -> RedisError {
        let error = Self.error(of: context)
        guard isEncrypted, case .connection = error, let reason = RedisTLS.reasonOfFailure() else { return error }
        return .connection(reason)
    }

    private static func value(of reply: redisReply) -> RedisValue {
        switch reply.type {
        case REDIS_REPLY_INTEGER: return .integer(Int64(reply.integer))
        case REDIS_REPLY_NIL: return .null
        case REDIS_REPLY_STATUS: return .status(String(decoding: bytes(of: reply), as: UTF8.self))
        case REDIS_REPLY_ERROR: return .error(reply: String(decoding: bytes(of: reply), as: UTF8.self))
        case REDIS_REPLY_ARRAY:
            return .array(
                (0..<reply.elements).map { index in
                    guard let element = reply.element?[index] else { return .null }
                    return value(of: element.pointee)
                })
        default: return .string(Array(bytes(of: reply)))
        }
    }

    private static func bytes(of reply: redisReply) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: reply.str, count: reply.len)
    }

    /// Call right after the failed hiredis function: a time-out shows in `errno` alone.
    private static func error(of context: UnsafeMutablePointer<redisContext>) -> RedisError {
        let number = errno
        let reason = withUnsafeBytes(of: context.pointee.errstr) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        switch context.pointee.err {
        case REDIS_ERR_PROTOCOL: return .protocolViolation(reason)
        case REDIS_ERR_IO where number == EAGAIN || number == EWOULDBLOCK || number == ETIMEDOUT: return .timedOut
        case timeoutError: return .timedOut
        default: return .connection(reason.isEmpty ? "closed" : reason)
        }
    }

    /// hiredis 1.0's `REDIS_ERR_TIMEOUT`, which 0.14's header does not have.
    private static var timeoutError: Int32 { 6 }
}

private func timeval(_ duration: Duration) -> timeval {
    let (seconds, attoseconds) = duration.components
    var value = Glibc.timeval()
    value.tv_sec = Int(seconds)
    value.tv_usec = Int(attoseconds / 1_000_000_000_000)
    return value
}
