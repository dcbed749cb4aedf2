import JSON
import Patterns

/// Turns a schema's text into numbered nodes. Subschemas wait in a list, so no schema exhausts the stack.
struct SchemaCompiler {
    private let root: JSONValue
    private var nodes: [SchemaNode] = []
    /// The pointer of each node.
    private var pointers: [String] = []
    private var numbers: [ExactString: Int] = [:]
    private var waiting: [(number: Int, value: JSONValue)] = []
    private var problems: [SchemaError.Problem] = []
    private var anchors: [ExactString: (pointer: String, value: JSONValue)] = [:]
    private var patternLength = 0
    private(set) var tracksEvaluation = false

    init(root: JSONValue) { self.root = root }

    /// All nodes; the first one is the root.
    mutating func compile() throws(SchemaError) -> [SchemaNode] {
        if root.isDeeper(than: Schema.maximumDepth) {
            report(.tooDeep, at: "")
        } else {
            findAnchors()
            _ = node(root, at: "")
            while let (number, value) = waiting.popLast(), problems.count < SchemaError.maximumProblems {
                compile(value, as: number)
            }
            if problems.isEmpty { findEndlessReferences() }
        }
        guard problems.isEmpty else { throw SchemaError(problems: problems.sorted { $0.pointer < $1.pointer }) }
        return nodes
    }

    /// The number of the subschema at a place; the same place is compiled once.
    mutating func node(_ value: JSONValue, at pointer: String) -> Int {
        if let known = numbers[ExactString(pointer)] { return known }
        guard nodes.count < Schema.maximumSubschemas else {
            if nodes.count == Schema.maximumSubschemas {
                report(.tooManySubschemas, at: "")
                nodes.append(SchemaNode())
                pointers.append("")
            }
            return 0
        }
        let number = nodes.count
        nodes.append(SchemaNode())
        pointers.append(pointer)
        numbers[ExactString(pointer)] = number
        waiting.append((number, value))
        return number
    }

    mutating func report(_ reason: SchemaError.Reason, at pointer: String) {
        guard problems.count < SchemaError.maximumProblems else { return }
        problems.append(SchemaError.Problem(pointer: pointer, reason: reason))
    }

    private mutating func compile(_ value: JSONValue, as number: Int) {
        switch value {
        case .bool(let always): nodes[number].rules = [.always(always)]
        case .object(let object):
            var reader = KeywordReader(object: object, pointer: pointers[number], isRoot: pointers[number].isEmpty)
            reader.read(into: &self)
            nodes[number].rules = reader.rules
        default: report(.notASchema, at: pointers[number])
        }
    }

    mutating func trackEvaluation() { tracksEvaluation = true }

    /// Compiles a pattern; nil when it was reported.
    mutating func pattern(_ source: String, at pointer: String) -> Pattern? {
        let isWithinLimit = patternLength <= Schema.maximumPatternLength
        patternLength += source.unicodeScalars.count
        guard patternLength <= Schema.maximumPatternLength else {
            if isWithinLimit { report(.patternsTooLong, at: "") }
            return nil
        }
        do throws(PatternError) {
            return try Pattern(source, options: .ecmaScript)
        } catch {
            report(.pattern(error), at: pointer)
            return nil
        }
    }

    /// The subschema a reference leads to; nil when it was reported.
    mutating func resolve(_ reference: String, at pointer: String) -> Int? {
        var fragment = Array(reference.utf8)[...]
        let identifier = (root["$id"]?.string ?? "").utf8.prefix { $0 != UInt8(ascii: "#") }
        if !identifier.isEmpty, fragment.starts(with: identifier) { fragment = fragment.dropFirst(identifier.count) }
        guard fragment.isEmpty || fragment.first == UInt8(ascii: "#") else {
            report(.remoteReference(reference), at: pointer)
            return nil
        }
        let name = String(decoding: fragment.dropFirst(), as: UTF8.self)
        if name.isEmpty { return node(root, at: "") }
        if let anchor = anchors[ExactString(name)] { return node(anchor.value, at: anchor.pointer) }
        guard name.hasPrefix("/"), let tokens = JSONPointer.tokens(ofFragment: name) else {
            report(.unresolvedReference(reference), at: pointer)
            return nil
        }
        var value = root
        var target = ""
        for token in tokens {
            let next: JSONValue?
            if let elements = value.array {
                next = Int(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                next = value[token]
            }
            guard let next else {
                report(.unresolvedReference(reference), at: pointer)
                return nil
            }
            value = next
            target = JSONPointer.appending(token, to: target)
        }
        return node(value, at: target)
    }

    private mutating func findAnchors() {
        var waiting: [(pointer: String, value: JSONValue)] = [("", root)]
        while let (pointer, value) = waiting.popLast() {
            for (place, element) in (value.array ?? []).enumerated() where element.mayHoldAnchors {
                waiting.append(("\(pointer)/\(place)", element))
            }
            guard let object = value.object else { continue }
            for member in object.members {
                let place = JSONPointer.appending(member.key, to: pointer)
                if member.value.mayHoldAnchors { waiting.append((place, member.value)) }
                guard let name = member.value.string, ["$anchor", "$dynamicAnchor"].contains(member.key) else {
                    continue
                }
                if let earlier = anchors[ExactString(name)], earlier.pointer != pointer {
                    report(.repeatedAnchor(name), at: place)
                }
                anchors[ExactString(name)] = (pointer, value)
            }
        }
    }

    /// Walks the subschemas that apply to the same value and reports each that is reached from itself.
    private mutating func findEndlessReferences() {
        enum Visit { case open, done }
        var visits: [Int: Visit] = [:]
        for start in nodes.indices where visits[start] == nil {
            var path: [(number: Int, rest: [Int])] = [(start, nodes[start].inPlace)]
            visits[start] = .open
            while let last = path.indices.last {
                guard let next = path[last].rest.popLast() else {
                    visits[path.removeLast().number] = .done
                    continue
                }
                switch visits[next] {
                case .done: break
                case .open: report(.endlessReference, at: pointers[next])
                case nil:
                    visits[next] = .open
                    path.append((next, nodes[next].inPlace))
                }
            }
        }
    }
}

extension JSONValue {
    fileprivate var mayHoldAnchors: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }
}
