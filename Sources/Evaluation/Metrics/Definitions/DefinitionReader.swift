import JSON

/// Reads the members of one definition and collects what is wrong with them, each with its line.
struct DefinitionReader {
    let source: DefinitionSource
    let object: JSONObject
    /// Where the definition stands in its file.
    let path: [String]
    private(set) var problems: [DefinitionProblem] = []

    /// Bytes of one text.
    private static let mostBytes = 16_384

    init(source: DefinitionSource, object: JSONObject, path: [String]) {
        self.source = source
        self.object = object
        self.path = path
    }

    /// - Parameter inner: where the mistake is, inside of what is named. Default: there.
    mutating func report(_ place: [String], _ problem: String, line inner: [String] = []) {
        let name = place.isEmpty ? "" : place.joined(separator: ".") + ": "
        problems.append(
            DefinitionProblem(file: source.file, line: source.line(path + place + inner), text: name + problem))
    }

    /// A member that is there and not null.
    func value(_ name: String) -> JSONValue? {
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    mutating func text(_ name: String) -> String? {
        guard let value = value(name) else { return nil }
        return text(value, at: [name])
    }

    mutating func texts(_ name: String) -> [String] {
        guard let value = value(name) else { return [] }
        guard let elements = value.array, !elements.isEmpty else {
            report([name], "must be a list of texts")
            return []
        }
        var texts: [String] = []
        for (place, element) in elements.enumerated() {
            if let text = text(element, at: [name, String(place)]) { texts.append(text) }
        }
        return texts
    }

    private mutating func text(_ value: JSONValue, at place: [String]) -> String? {
        guard let text = value.string, !text.trimmedOfSpace.isEmpty, text.utf8.count <= Self.mostBytes else {
            report(place, "must be a text of at most \(Self.mostBytes) bytes")
            return nil
        }
        return text.trimmedOfSpace
    }

    mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value.number, range.contains(number) else {
            report([name], "must be a number from \(Self.shown(range.lowerBound)) to \(Self.shown(range.upperBound))")
            return nil
        }
        return number
    }

    mutating func flag(_ name: String) -> Bool? {
        guard let value = value(name) else { return nil }
        if let flag = value.bool { return flag }
        report([name], "must be true or false")
        return nil
    }

    /// Nil when the member is missing, and when it is none of the choices, which is reported.
    mutating func choice<Choice>(_ name: String, _ type: Choice.Type = Choice.self) -> Choice?
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        guard let value = value(name) else { return nil }
        return choice(value, at: [name])
    }

    mutating func choice<Choice>(_ value: JSONValue, at place: [String], _ type: Choice.Type = Choice.self) -> Choice?
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        if let choice = value.string.flatMap(Choice.init(rawValue:)) { return choice }
        report(place, "must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    private static func shown(_ number: Double) -> String {
        Int(exactly: number).map { String($0) } ?? "\(number)"
    }
}
