import JSON

extension FieldReader {
    /// The answers to compare: `{name, actual_output}`, or the answer inside of a `test_case`.
    mutating func contestants(_ name: String) -> [Contestant]? {
        guard let elements = array(name) else { return nil }
        guard elements.count <= Contestant.limit else {
            report(name, "are more than \(Contestant.limit)")
            return nil
        }
        var contestants: [Contestant] = []
        for (place, element) in elements.enumerated() where !element.isNull {
            let spot = "\(name)[\(place)]"
            guard let object = element.object else {
                report(spot, "must be an object, is \(element.kindName)")
                continue
            }
            var fields = FieldReader(object: object, path: "\(path)\(spot).")
            if let contestant = fields.contestant() { contestants.append(contestant) }
            adopt(fields.problems)
        }
        for (place, contestant) in contestants.enumerated()
        where contestants[..<place].contains(where: { $0.name == contestant.name }) {
            report("\(name)[\(place)].name", "is the name of another contestant")
        }
        return contestants
    }

    private mutating func contestant() -> Contestant? {
        guard let name = id("name", limit: 128) else {
            if problems.isEmpty { report("name", "is missing") }
            return nil
        }
        var inner = FieldReader(object: object("test_case") ?? JSONObject(), path: path + "test_case.")
        let input = inner.text("input")
        let output = text("actual_output") ?? inner.text("actual_output")
        adopt(inner.problems)
        guard let output else {
            if problems.isEmpty { report("actual_output", "is missing") }
            return nil
        }
        return Contestant(name: name, input: input, actualOutput: output)
    }
}
