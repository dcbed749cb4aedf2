import JSON

/// Finds the text of each setting: the environment wins over the configuration file, that over the default. Collects
/// every problem instead of stopping at the first.
struct SettingReader {
    private(set) var problems: [String] = []
    private let environment: [String: String]
    private let file: JSONObject
    private let contents: (String) -> String?

    /// - Parameters:
    ///   - file: the configuration file's top level.
    ///   - contents: reads a secret's file; nil when it cannot be read.
    init(environment: [String: String], file: JSONObject, contents: @escaping (String) -> String?) {
        self.environment = environment
        self.file = file
        self.contents = contents
        let known = Set(Setting.all.map { $0.name.lowercased() })
        let prefix = Setting.kafkaPropertyPrefix.lowercased()
        for key in file.keys where !known.contains(key) && !key.hasPrefix(prefix) {
            problems.append("\(key): is no setting of the configuration file")
        }
    }

    mutating func report(_ name: String, _ problem: String) { problems.append("\(name): \(problem)") }

    /// The text of a setting; empty when it is not set and has no default. A text that does not fit is reported and
    /// replaced by the default.
    mutating func text(_ name: String) -> String {
        guard let setting = Setting.all.first(where: { $0.name == name }) else { return "" }
        guard let given = given(name, allowsFile: setting.isSecret), !given.isEmpty else { return setting.standard }
        if let problem = setting.problem(with: given) {
            report(name, problem)
            return setting.standard
        }
        return given
    }

    mutating func whole(_ name: String) -> Int { Int(text(name)) ?? 0 }
    mutating func number(_ name: String) -> Double { Double(text(name)) ?? 0 }
    mutating func flag(_ name: String) -> Bool { Setting.flag(text(name)) ?? false }

    mutating func list(_ name: String) -> [String] {
        text(name).split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// The librdkafka properties that the environment and the file set.
    mutating func kafkaProperties() -> [String: String] {
        let prefix = Setting.kafkaPropertyPrefix
        var names: Set<String> = []
        for variable in environment.keys where variable.hasPrefix(prefix) {
            names.insert(variable.hasSuffix("_FILE") ? String(variable.dropLast(5)) : variable)
        }
        for key in file.keys where key.uppercased().hasPrefix(prefix) { names.insert(key.uppercased()) }
        var properties: [String: String] = [:]
        for name in names.sorted() {
            let property = name.dropFirst(prefix.count).lowercased().replacing("_", with: ".")
            if property.isEmpty { report(name, "names no property") }
            properties[property] = given(name, allowsFile: true) ?? ""
        }
        return properties
    }

    private mutating func given(_ name: String, allowsFile: Bool) -> String? {
        if allowsFile, let path = environment[name + "_FILE"], !path.isEmpty {
            if environment[name].map({ !$0.isEmpty }) == true {
                report(name, "\(name) and \(name)_FILE are both set; give one of them")
            }
            guard let contents = contents(path) else {
                report(name + "_FILE", "the file cannot be read")
                return nil
            }
            return contents.trimmedEnd
        }
        if let value = environment[name], !value.isEmpty { return value }
        guard let value = file[name.lowercased()], !value.isNull else { return nil }
        if let elements = value.array {
            let texts = elements.compactMap(\.string)
            if texts.count == elements.count { return texts.joined(separator: ",") }
        }
        if value.array != nil || value.object != nil {
            report(name, "must be a single value in the configuration file")
            return nil
        }
        return value.string ?? value.description
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String { String(drop { $0.isWhitespace }).trimmedEnd }

    /// Without white space at the end.
    var trimmedEnd: String {
        var text = String(self)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
