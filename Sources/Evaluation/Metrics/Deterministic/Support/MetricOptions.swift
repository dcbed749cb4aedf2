import JSON

/// The members of a `metrics_config` entry that only the metric understands, read with their types. Null means absent.
struct MetricOptions {
    private let values: JSONObject

    init(_ request: MetricRequest) { values = request.options }

    subscript(_ name: String) -> JSONValue? {
        guard let value = values[name], !value.isNull else { return nil }
        return value
    }

    func flag(_ name: String, standard: Bool = false) throws(OptionError) -> Bool {
        guard let value = self[name] else { return standard }
        guard let flag = value.bool else { throw .unusable(name, "must be true or false, is \(value.kindName)") }
        return flag
    }

    func text(_ name: String) throws(OptionError) -> String? {
        guard let value = self[name] else { return nil }
        guard let text = value.string else { throw .unusable(name, "must be a string, is \(value.kindName)") }
        return text
    }

    /// A number that is not negative.
    func amount(_ name: String) throws(OptionError) -> Double? {
        guard let value = self[name] else { return nil }
        guard let number = value.number, number >= 0, number.isFinite else {
            throw .unusable(name, "must be a number from 0 on")
        }
        return number
    }

    /// A whole number that is not negative.
    func count(_ name: String) throws(OptionError) -> Int? {
        guard let value = self[name] else { return nil }
        guard let number = value.integer, number >= 0 else {
            throw .unusable(name, "must be a whole number from 0 on")
        }
        return number
    }

    func choice<Choice>(_ name: String, standard: Choice) throws(OptionError) -> Choice
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        guard let value = self[name] else { return standard }
        guard let choice = value.string.flatMap(Choice.init(rawValue:)) else {
            throw .unusable(name, "must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    /// Texts of a list, or one text alone; each once, none empty.
    func texts(_ name: String, atMost limit: Int) throws(OptionError) -> [String]? {
        guard let value = self[name] else { return nil }
        let given = value.string.map { [$0] } ?? value.array?.compactMap(\.string)
        guard let given, given.count == value.array?.count ?? 1, !given.contains("") else {
            throw .unusable(name, "must be a list of strings that are not empty")
        }
        guard given.count <= limit else { throw .unusable(name, "has more than \(limit) elements") }
        var seen: Set<String> = []
        return given.filter { seen.insert($0).inserted }
    }
}
