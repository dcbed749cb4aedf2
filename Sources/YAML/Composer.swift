import JSON

/// The line of a value and of everything in it.
struct LineTree: Sendable {
    var line: Int
    var children: [String: LineTree] = [:]
}

/// Builds a value from events, within limits.
struct Composer {
    struct Node {
        var value: JSONValue
        var lines: LineTree
        /// Values in it, itself included.
        var count = 1
        /// Levels of sequences and mappings in it.
        var depth = 0
    }

    private let limits: YAMLDocument.Limits
    private var anchors: [String: Node] = [:]
    private var count = 0

    init(limits: YAMLDocument.Limits) { self.limits = limits }

    /// The only document of a stream; null for an empty one.
    mutating func document(_ reader: borrowing EventReader) throws(YAMLError) -> Node {
        var root: Node?
        while true {
            let event = try reader.next()
            switch event.kind {
            case .streamEnd: return root ?? Node(value: .null, lines: LineTree(line: 1))
            case .documentStart:
                guard root == nil else { throw event.error(.severalDocuments) }
                root = try node(try reader.next(), reader, depth: 0)
            default: break
            }
        }
    }

    private mutating func node(
        _ event: YAMLEvent, _ reader: borrowing EventReader, depth: Int
    ) throws(YAMLError) -> Node {
        let node: Node
        let name: String?
        switch event.kind {
        case .alias(let alias):
            guard let known = anchors[alias] else { throw event.error(.unknownAlias(alias)) }
            try add(known.count, event)
            guard depth + known.depth <= limits.depth else { throw event.error(.tooDeep(maximum: limits.depth)) }
            return known
        case .scalar(let text, let isPlain, let tag, let anchor):
            try add(1, event)
            node = Node(value: try scalar(text, isPlain: isPlain, tag, event), lines: LineTree(line: event.line))
            name = anchor
        case .sequenceStart(let tag, let anchor):
            try enter(tag, "seq", depth, event)
            node = try sequence(event, reader, depth: depth + 1)
            name = anchor
        case .mappingStart(let tag, let anchor):
            try enter(tag, "map", depth, event)
            node = try mapping(event, reader, depth: depth + 1)
            name = anchor
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            throw event.error(.syntax("a value is missing"))
        }
        if let name { anchors[name] = node }
        return node
    }

    private mutating func add(_ values: Int, _ event: YAMLEvent) throws(YAMLError) {
        count += values
        guard count <= limits.values else { throw event.error(.tooManyValues(maximum: limits.values)) }
    }

    private mutating func enter(_ tag: String?, _ own: String, _ depth: Int, _ event: YAMLEvent) throws(YAMLError) {
        try add(1, event)
        guard depth < limits.depth else { throw event.error(.tooDeep(maximum: limits.depth)) }
        if let tag, tag != "!", tag != Self.tagPrefix + own { throw event.error(.unsupportedTag(tag)) }
    }

    private mutating func sequence(
        _ start: YAMLEvent, _ reader: borrowing EventReader, depth: Int
    ) throws(YAMLError) -> Node {
        var elements: [JSONValue] = []
        var sequence = Node(value: .null, lines: LineTree(line: start.line), depth: 1)
        while true {
            let event = try reader.next()
            if case .sequenceEnd = event.kind { break }
            var element = try node(event, reader, depth: depth)
            element.lines.line = event.line
            sequence.lines.children[String(elements.count)] = element.lines
            sequence.count += element.count
            sequence.depth = max(sequence.depth, element.depth + 1)
            elements.append(element.value)
        }
        sequence.value = .array(elements)
        return sequence
    }

    private mutating func mapping(
        _ start: YAMLEvent, _ reader: borrowing EventReader, depth: Int
    ) throws(YAMLError) -> Node {
        var object = JSONObject()
        var mapping = Node(value: .null, lines: LineTree(line: start.line), depth: 1)
        while true {
            let event = try reader.next()
            if case .mappingEnd = event.kind { break }
            guard case .scalar(let key, let isPlain, _, nil) = event.kind else { throw event.error(.unsupportedKey) }
            if isPlain, key == "<<" { throw event.error(.mergeKey) }
            if let first = mapping.lines.children[key] {
                throw event.error(.duplicateKey(key, first: first.line))
            }
            var member = try node(try reader.next(), reader, depth: depth)
            member.lines.line = event.line
            mapping.lines.children[key] = member.lines
            mapping.count += member.count
            mapping.depth = max(mapping.depth, member.depth + 1)
            object.append(key, member.value)
        }
        mapping.value = .object(object)
        return mapping
    }

    private static let tagPrefix = "tag:yaml.org,2002:"

    private func scalar(
        _ text: String, isPlain: Bool, _ tag: String?, _ event: YAMLEvent
    ) throws(YAMLError) -> JSONValue {
        guard let tag else {
            if !isPlain { return .string(text) }
            guard let value = YAMLScalar.value(of: text) else { throw event.error(.notFinite) }
            return value
        }
        if tag == "!" || tag == Self.tagPrefix + "str" { return .string(text) }
        guard let value = YAMLScalar.value(of: text) else { throw event.error(.notFinite) }
        switch (tag.dropFirst(Self.tagPrefix.count), value) {
        case ("null", .null), ("bool", .bool), ("int", .integer), ("float", .number): return value
        case ("float", .integer(let number)): return .number(Double(number))
        default: throw event.error(.unsupportedTag(tag))
        }
    }
}
