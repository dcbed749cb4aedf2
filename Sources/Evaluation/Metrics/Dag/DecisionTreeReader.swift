import JSON

/// Reads a tree and collects what is wrong with it.
struct DecisionTreeReader {
    private(set) var problems: [String] = []
    private(set) var nodes: [DecisionTree.Node] = []
    private(set) var criteria: [DecisionTree.Criterion] = []

    private let tree: JSONObject
    private let named: JSONObject
    private let scale: Double
    /// Where a named question is in `nodes`; nil while it is being read, and when it cannot be.
    private var places: [String: Int?] = [:]
    /// The named questions being read: those on the way to where the reader is.
    private var open: Set<String> = []
    /// Questions on the longest way from each that has been read, itself included.
    private var depths: [Int: Int] = [:]

    private static let mostProblems = 20

    init(_ json: JSONValue) {
        tree = json.object ?? JSONObject()
        named = tree["nodes"]?.object ?? JSONObject()
        let scale = tree["scale"].map { $0.number ?? .nan } ?? 1
        let isScale = scale > 0 && scale.isFinite
        self.scale = isScale ? scale : 1
        if json.object == nil { report("", "must be an object, is \(json.kindName)") }
        if !isScale { report("scale", "must be a number above 0") }
    }

    mutating func read() {
        guard problems.isEmpty else { return }
        guard let nodes = tree["nodes"] else {
            _ = question(.object(tree), name: "root", path: "", level: 1)
            return
        }
        guard nodes.object != nil else { return report("nodes", "must be an object, is \(nodes.kindName)") }
        guard named.count <= DecisionTree.mostNodes else {
            return report("nodes", "are more than \(DecisionTree.mostNodes)")
        }
        guard let root = root() else { return }
        _ = follow(root, from: "root", level: 1)
        // What is wrong on the way may hide other questions; that they are not reached is then no news.
        guard problems.isEmpty else { return }
        for name in named.keys where places[name] == nil { report("nodes.\(name)", "is never reached") }
    }

    /// The name of the first question.
    private mutating func root() -> String? {
        if let root = tree["root"] {
            guard let name = root.string, named[name] != nil else {
                report("root", "must name one of the nodes")
                return nil
            }
            return name
        }
        var targets: Set<String> = []
        for node in named.members { Self.collect(node.value, into: &targets) }
        let free = named.keys.filter { !targets.contains($0) }
        guard free.count == 1 else {
            let why = free.isEmpty ? "every node follows from another" : "\(free.count) nodes follow from no other"
            report("root", "is missing: \(why)")
            return nil
        }
        return free[0]
    }

    /// The names that a question and those in it lead to.
    private static func collect(_ node: JSONValue, into targets: inout Set<String>) {
        for branch in node["branches"]?.object?.members ?? [] {
            if let name = branch.value.string { targets.insert(name) } else { collect(branch.value, into: &targets) }
        }
    }

    /// The place of a named question, read when it is met first.
    private mutating func follow(_ name: String, from path: String, level: Int) -> Int? {
        if let place = places[name] {
            guard let place else {
                if open.contains(name) { report(path, "leads back to \(name)") }
                return nil
            }
            if level + (depths[place] ?? 1) - 1 > DecisionTree.mostLevels { reportDepth(path) }
            return place
        }
        guard let node = named[name] else {
            report(path, "leads to \(name), which is no node")
            return nil
        }
        places[name] = .some(nil)
        open.insert(name)
        let place = question(node, name: name, path: "nodes.\(name)", level: level)
        open.remove(name)
        if let place { places[name] = place }
        return place
    }

    private mutating func question(_ value: JSONValue, name: String, path: String, level: Int) -> Int? {
        guard level <= DecisionTree.mostLevels else {
            reportDepth(path)
            return nil
        }
        guard nodes.count < DecisionTree.mostNodes else {
            report(path, "is one question more than \(DecisionTree.mostNodes)")
            return nil
        }
        guard let object = value.object else {
            report(path, "must be an object, is \(value.kindName)")
            return nil
        }
        guard let question = text(object["question"], at: Self.join(path, "question")) else { return nil }
        let task = object["task"].flatMap { text($0, at: Self.join(path, "task")) }
        let parameters = texts(object["evaluation_params"], at: Self.join(path, "evaluation_params"))
        guard let given = object["branches"]?.object, !given.isEmpty else {
            report(Self.join(path, "branches"), "must be an object with where each choice leads")
            return nil
        }
        guard let choices = choices(object, branches: given, path: path) else { return nil }
        let place = nodes.count
        nodes.append(DecisionTree.Node(name: name, question: "", choices: [], branches: [], parameters: []))
        var branches: [DecisionTree.Branch] = []
        for choice in choices {
            guard let target = given[choice] else { continue }
            let spot = Self.join(path, "branches.\(choice)")
            if let branch = branch(target, name: "\(name).\(choice)", path: spot, level: level + 1) {
                branches.append(branch)
            }
        }
        let below = branches.map { if case .node(let next) = $0 { depths[next] ?? 1 } else { 0 } }.max() ?? 0
        depths[place] = 1 + below
        nodes[place] = DecisionTree.Node(
            name: name, question: task.map { "\($0)\n\(question)" } ?? question, choices: choices, branches: branches,
            parameters: parameters)
        return place
    }

    /// The choices in order: those listed; yes and no when the branches are among them; else the branches' names.
    private mutating func choices(_ object: JSONObject, branches: JSONObject, path: String) -> [String]? {
        let common = ["yes", "no"]
        var choices = branches.keys.allSatisfy(common.contains) ? common : branches.keys
        if object["choices"] != nil { choices = texts(object["choices"], at: Self.join(path, "choices")) }
        guard (2...DecisionTree.mostChoices).contains(choices.count), Set(choices).count == choices.count else {
            report(Self.join(path, "choices"), "must be 2 to \(DecisionTree.mostChoices) different texts")
            return nil
        }
        for choice in choices where branches[choice] == nil {
            report(Self.join(path, "branches"), "say nothing about the choice \(choice)")
        }
        for branch in branches.keys where !choices.contains(branch) {
            report(Self.join(path, "branches.\(branch)"), "is none of the choices")
        }
        return choices
    }

    private mutating func branch(
        _ value: JSONValue, name: String, path: String, level: Int
    ) -> DecisionTree.Branch? {
        if let target = value.string { return follow(target, from: path, level: level).map { .node($0) } }
        if let score = value.number { return leaf(score, path) }
        guard let object = value.object else {
            report(path, "must be a node's name, a score or an object")
            return nil
        }
        if let score = object["score"] {
            guard let number = score.number else {
                report(Self.join(path, "score"), "must be a number")
                return nil
            }
            return leaf(number, Self.join(path, "score"))
        }
        if object["criteria"] != nil || object["evaluation_steps"] != nil { return criterion(object, path) }
        guard object["question"] != nil else {
            report(path, "must hold a question, a score or criteria")
            return nil
        }
        return question(value, name: name, path: path, level: level).map { .node($0) }
    }

    private mutating func leaf(_ number: Double, _ path: String) -> DecisionTree.Branch? {
        guard number >= 0, number <= scale, let score = Score(number / scale) else {
            report(path, "must be a number from 0 to \(Self.shown(scale))")
            return nil
        }
        return .score(score)
    }

    private mutating func criterion(_ object: JSONObject, _ path: String) -> DecisionTree.Branch? {
        let words = object["criteria"].flatMap { text($0, at: Self.join(path, "criteria")) }
        let steps = texts(object["evaluation_steps"], at: Self.join(path, "evaluation_steps"))
        guard let first = words ?? steps.first else {
            report(path, "needs criteria or evaluation_steps")
            return nil
        }
        let criterion = DecisionTree.Criterion(
            criteria: words ?? "The steps below.", steps: steps.isEmpty ? [first] : steps)
        if let place = criteria.firstIndex(of: criterion) { return .criterion(place) }
        guard criteria.count < DecisionTree.mostCriteria, steps.count <= DecisionTree.mostChoices else {
            report(path, "is one criterion too many, or has too many steps")
            return nil
        }
        criteria.append(criterion)
        return .criterion(criteria.count - 1)
    }

    private mutating func text(_ value: JSONValue?, at path: String) -> String? {
        guard let text = value?.string, text.unicodeScalars.contains(where: { !ScalarClass.isSpace($0.value) }),
            text.utf8.count <= DecisionTree.mostBytes
        else {
            report(path, "must be a text of at most \(DecisionTree.mostBytes) bytes")
            return nil
        }
        return text
    }

    private mutating func texts(_ value: JSONValue?, at path: String) -> [String] {
        guard let value, !value.isNull else { return [] }
        guard let elements = value.array else {
            report(path, "must be a list of texts")
            return []
        }
        // A long list of mistakes ends with the first few.
        return elements.prefix(64).enumerated().compactMap { text($0.element, at: "\(path)[\($0.offset)]") }
    }

    private mutating func reportDepth(_ path: String) {
        report(path, "is behind more than \(DecisionTree.mostLevels) questions")
    }

    private mutating func report(_ path: String, _ problem: String) {
        guard problems.count < Self.mostProblems else { return }
        let place = Self.shortened(path)
        problems.append(place.isEmpty ? "the tree \(problem)" : "\(place) \(Self.shortened(problem))")
    }

    /// Names are the client's and may be long.
    private static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= 200 ? text : String(String.UnicodeScalarView(scalars.prefix(200))) + "…"
    }

    private static func shown(_ number: Double) -> String { Int(exactly: number).map { "\($0)" } ?? "\(number)" }

    private static func join(_ path: String, _ member: String) -> String { path.isEmpty ? member : "\(path).\(member)" }
}
