extension MetricText {
    /// " Label: "text" (id), …", at most three of them; nothing when there are none.
    static func listed(_ label: String, _ items: [(text: String, id: String)]) -> String {
        guard !items.isEmpty else { return "" }
        let named = items.prefix(3).map { "\(quoted($0.text)) (\($0.id))" }.joined(separator: ", ")
        return " \(label): \(named)" + (items.count > 3 ? " and \(items.count - 3) more." : ".")
    }
}
