extension MetricText {
    /// " Label: "text" (id), … and 2 more.", at most three; without the brackets for an empty id, nothing for no items.
    static func listed(_ label: String, _ items: [(text: String, id: String)]) -> String {
        guard !items.isEmpty else { return "" }
        let named = items.prefix(3).map { item in
            item.id.isEmpty ? quoted(item.text) : "\(quoted(item.text)) (\(item.id))"
        }
        let rest = items.count > 3 ? " and \(items.count - 3) more" : ""
        return " \(label): \(named.joined(separator: ", "))\(rest)."
    }
}
