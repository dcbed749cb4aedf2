package import JSON

/// Writes events as lines. A value: `named` and `with` make others that share sink, level and secrets.
package struct Logger: Sendable {
    /// The least level that is written.
    package var level: LogLevel
    private let name: String
    private let fields: JSONObject
    private let format: LogFormat
    private let mask: SecretMask
    private let sink: any LogSink
    private let now: @Sendable () -> LogTime

    /// - Parameters:
    ///   - name: which part of the program speaks; the `logger` of its lines. Default: none.
    ///   - level: the least level that is written. Default: `info`.
    ///   - format: Default: JSON.
    ///   - mask: the secrets that never appear in a line. Default: by name only.
    ///   - sink: where lines go. Default: standard error.
    ///   - now: the clock. Default: the system's.
    package init(
        name: String = "", level: LogLevel = .info, format: LogFormat = .json, mask: SecretMask = SecretMask(),
        sink: any LogSink = DescriptorSink(), now: @escaping @Sendable () -> LogTime = LogTime.now
    ) {
        self.init(
            name: name, level: level, fields: JSONObject(), format: format, mask: mask, sink: sink, now: now)
    }

    private init(
        name: String, level: LogLevel, fields: JSONObject, format: LogFormat, mask: SecretMask, sink: any LogSink,
        now: @escaping @Sendable () -> LogTime
    ) {
        self.name = name
        self.level = level
        self.fields = fields
        self.format = format
        self.mask = mask
        self.sink = sink
        self.now = now
    }

    /// The same logger under another name.
    package func named(_ name: String) -> Logger {
        Logger(name: name, level: level, fields: fields, format: format, mask: mask, sink: sink, now: now)
    }

    /// The same logger with fields that every line gets; a line's own field of the same name wins.
    package func with(_ added: JSONObject) -> Logger {
        Logger(
            name: name, level: level, fields: merged(added), format: format, mask: mask, sink: sink, now: now)
    }

    /// Writes a line if its level is high enough; message and fields are not made otherwise.
    package func log(
        _ level: LogLevel, _ message: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]
    ) {
        guard level >= self.level else { return }
        let masked = mask.masked(.object(merged(fields()))).object ?? JSONObject()
        let line = LogLine(
            time: now(), level: level, logger: name, message: mask.masked(message()), fields: masked)
        sink.write(line.bytes(format))
    }

    /// For someone who looks for a fault.
    package func debug(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.debug, message(), fields())
    }

    /// The usual course of things.
    package func info(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.info, message(), fields())
    }

    /// Something is not as it should be; the program copes.
    package func warning(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.warning, message(), fields())
    }

    /// Something failed and someone should look.
    package func error(_ message: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.error, message(), fields())
    }

    private func merged(_ added: JSONObject) -> JSONObject {
        if added.isEmpty { return fields }
        var merged = fields
        for member in added.members { merged[member.key] = member.value }
        return merged
    }
}
