/// Takes the tagged fields out of a broker's first answer, on one connection.
///
/// librdkafka before 2.2.0 skips one byte too few of each tagged field, so it cannot read an ApiVersions answer (v3 and
/// later) whose finalized-features epoch is -1 (librdkafka #4278). Without tagged fields every version reads it.
struct ApiVersionsRewriter {
    private enum Step {
        case request([UInt8])
        case answer([UInt8])
        case done
    }

    private static let apiVersionsKey = 18
    private static let longestAnswer = 64 * 1024

    private var step = Step.request([])

    /// Looks at what the client sends; it is forwarded as it is.
    mutating func observe(_ bytes: [UInt8]) {
        guard case .request(var head) = step else { return }
        head += bytes.prefix(8 - head.count)
        guard head.count == 8 else {
            step = .request(head)
            return
        }
        // length(4) api_key(2) api_version(2)
        let key = Int(head[4]) << 8 | Int(head[5])
        let version = Int(head[6]) << 8 | Int(head[7])
        step = key == Self.apiVersionsKey && version >= 3 ? .answer([]) : .done
    }

    /// What to forward of the broker's bytes; the first answer is held until it is complete.
    mutating func rewrite(_ bytes: [UInt8]) -> [UInt8] {
        guard case .answer(let held) = step else { return bytes }
        let all = held + bytes
        guard all.count >= 4 else {
            step = .answer(all)
            return []
        }
        let length = all[..<4].reduce(0) { $0 << 8 | Int($1) }
        if length > Self.longestAnswer {
            step = .done
            return all
        }
        guard all.count >= 4 + length else {
            step = .answer(all)
            return []
        }
        step = .done
        return Self.withoutTags(Array(all[4..<(4 + length)])) + all[(4 + length)...]
    }

    /// correlation(4) error(2) keys(uvarint n + 1, n times 7 bytes) throttle(4), then the tags, replaced by none.
    private static func withoutTags(_ body: [UInt8]) -> [UInt8] {
        var index = 6
        var count = 0
        var shift = 0
        while index < body.count {
            count |= Int(body[index] & 0x7f) << shift
            shift += 7
            index += 1
            if body[index - 1] < 0x80 || shift > 28 { break }
        }
        let end = index + max(count - 1, 0) * 7 + 4
        // Errors are answered in version 0, without tags.
        guard end < body.count else { return framed(body) }
        return framed(Array(body[..<end]) + [0])
    }

    private static func framed(_ body: [UInt8]) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: body.count >> ($0 * 8)) } + body
    }
}
