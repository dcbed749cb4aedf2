internal import JSON

extension ModelTable {
    /// Reads a table in the form of `config/models.json`.
    ///
    /// - Returns: what could be read, and every problem with the place it is at; no problem means that all was read.
    package init(reading bytes: [UInt8], problems: inout [String]) {
        self.init()
        let root: JSONValue
        do { root = try JSONReader.read(bytes, options: .init(duplicateKeys: .reject)) } catch {
            problems.append("is not JSON: \(error)")
            return
        }
        var reader = ModelTableReader()
        if let object = reader.object(root, at: "", keys: ["families", "models"]) {
            if let value = object["families"] { families = reader.families(value) }
            entries = reader.entries(object["models"])
        }
        problems += reader.problems
    }

    /// What can be read of a table, with what is wrong with it.
    package static func read(_ bytes: [UInt8]) -> (table: ModelTable, problems: [String]) {
        var problems: [String] = []
        let table = ModelTable(reading: bytes, problems: &problems)
        return (table, problems)
    }
}

/// Reads the members of a table and collects what is wrong with them.
struct ModelTableReader {
    private(set) var problems: [String] = []

    mutating func families(_ value: JSONValue) -> ModelTable.Families {
        let place = "families"
        var families = ModelTable.Families()
        let keys = ["small_billions", "small", "open", "thinking", "without_token_probabilities"]
        guard let object = object(value, at: place, keys: keys) else { return families }
        families.small = patterns(object["small"], at: "\(place).small")
        families.open = patterns(object["open"], at: "\(place).open")
        families.withoutProbabilities = patterns(
            object["without_token_probabilities"], at: "\(place).without_token_probabilities")
        families.thinking = Set(texts(object["thinking"], at: "\(place).thinking").map { $0.lowercased() })
        if let size = object["small_billions"]?.string.flatMap(Double.init), size >= 0 {
            families.smallBillions = size
        } else if object["small_billions"] != nil {
            report("\(place).small_billions", "must be a number in quotation marks")
        }
        return families
    }

    mutating func entries(_ value: JSONValue?) -> [ModelTable.Entry] {
        guard let values = value?.array else {
            report("models", "must be an array")
            return []
        }
        var seen: Set<NamePattern> = []
        return values.enumerated().map { index, value in
            let place = "models[\(index)]"
            let entry = entry(value, at: place)
            for pattern in entry.patterns where !seen.insert(pattern).inserted {
                report("\(place).match", "names a model that an earlier row names")
            }
            return entry
        }
    }

    private static let keys = [
        "match", "provider", "context", "output", "temperature", "structured", "token_probabilities", "retires",
        "currency", "prices", "limits", "source", "as_of",
    ]

    private mutating func entry(_ value: JSONValue, at place: String) -> ModelTable.Entry {
        var row = ModelRow()
        guard let object = object(value, at: place, keys: Self.keys) else {
            return ModelTable.Entry(patterns: [], row: row)
        }
        let patterns = patterns(object["match"], at: "\(place).match")
        if patterns.isEmpty { report("\(place).match", "must name at least one model") }
        row.provider = text(object["provider"], at: "\(place).provider")
        row.contextTokens = count(object["context"], at: "\(place).context")
        row.outputTokens = count(object["output"], at: "\(place).output")
        row.acceptsTemperature = flag(object["temperature"], at: "\(place).temperature")
        row.formats = formats(object["structured"], at: "\(place).structured")
        if let gives = flag(object["token_probabilities"], at: "\(place).token_probabilities") {
            row.probabilities = gives ? .given : .refused
        }
        row.retires = day(object["retires"], at: "\(place).retires")
        provenance(of: object, at: place)
        row.limits = limits(object["limits"], at: "\(place).limits")
        row.prices = prices(object["prices"], at: "\(place).prices")
        if !row.prices.isEmpty, object["currency"]?.string != "USD" {
            report("\(place).currency", "must be USD: results give costs in US dollars")
        }
        return ModelTable.Entry(patterns: patterns, row: row)
    }

    mutating func provenance(of object: JSONObject, at place: String) {
        for key in ["source", "as_of"] where object[key]?.string?.isEmpty ?? true {
            report("\(place).\(key)", "must say where the facts are from, and of which day")
        }
        if object["as_of"]?.string != nil { _ = day(object["as_of"], at: "\(place).as_of") }
    }

    private mutating func formats(_ value: JSONValue?, at place: String) -> [RequestShape.AnswerFormat]? {
        guard let value, !value.isNull else { return nil }
        let names = texts(value, at: place)
        let formats = names.compactMap { RequestShape.AnswerFormat(rawValue: $0) }
        guard formats.count == names.count, !formats.isEmpty else {
            let known = RequestShape.AnswerFormat.allCases.map(\.rawValue).joined(separator: ", ")
            report(place, "must be null or some of \(known)")
            return nil
        }
        return formats
    }

    // MARK: Values

    mutating func object(_ value: JSONValue, at place: String, keys: [String]) -> JSONObject? {
        guard let object = value.object else {
            report(place.isEmpty ? "the file" : place, "must be an object")
            return nil
        }
        for key in object.keys where !keys.contains(key) {
            report(place.isEmpty ? key : "\(place).\(key)", "is not known here")
        }
        return object
    }

    mutating func report(_ place: String, _ problem: String) { problems.append("\(place) \(problem)") }

    private mutating func texts(_ value: JSONValue?, at place: String) -> [String] {
        guard let value, !value.isNull else { return [] }
        let texts = value.array?.compactMap(\.string) ?? []
        if texts.count != value.array?.count { report(place, "must be an array of texts") }
        return texts
    }

    private mutating func patterns(_ value: JSONValue?, at place: String) -> [NamePattern] {
        texts(value, at: place).compactMap { text in
            let pattern = NamePattern(text)
            if pattern == nil { report(place, "has a name that is empty or has a star before its end") }
            return pattern
        }
    }

    mutating func text(_ value: JSONValue?, at place: String) -> String? {
        guard let value, !value.isNull else { return nil }
        if let text = value.string, !text.isEmpty { return text }
        report(place, "must be null or a text")
        return nil
    }

    mutating func count(_ value: JSONValue?, at place: String) -> Int? {
        guard let value, !value.isNull else { return nil }
        if let count = value.integer, (1...1_000_000_000).contains(count) { return count }
        report(place, "must be null or a whole number above 0")
        return nil
    }

    private mutating func flag(_ value: JSONValue?, at place: String) -> Bool? {
        guard let value, !value.isNull else { return nil }
        if let flag = value.bool { return flag }
        report(place, "must be null, true or false")
        return nil
    }

    mutating func day(_ value: JSONValue?, at place: String) -> CalendarDay? {
        guard let value, !value.isNull else { return nil }
        if let day = value.string.flatMap({ CalendarDay($0) }) { return day }
        report(place, "must be null or a day as YYYY-MM-DD")
        return nil
    }
}
