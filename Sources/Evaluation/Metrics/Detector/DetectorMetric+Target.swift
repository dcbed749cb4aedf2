extension DetectorMetric {
    /// What a detector looks for.
    package enum Target: Sendable, Hashable {
        case data(PIIType)
        /// Text that speaks to the evaluator.
        case injection
        case refusal
        /// Toxic words in their context.
        case toxicity

        /// The targets of a name in a definition, in any case; nil for an unknown one.
        package static func named(_ name: String) -> [Target]? {
            let name = name.uppercased()
            if let group = groups.first(where: { $0.name == name }) { return group.targets }
            return PIIType(rawValue: name).map { [.data($0)] }
        }

        /// Every name there is.
        package static var names: [String] { groups.map(\.name) + PIIType.allCases.map(\.rawValue) }

        private static let secrets: [PIIType] = [.secret, .privateKey, .password]

        private static var groups: [(name: String, targets: [Target])] {
            let data = PIIType.allCases.filter { $0.weight > 0 && !secrets.contains($0) }
            return [
                ("PII", data.map { .data($0) }), ("SECRETS", secrets.map { .data($0) }),
                ("INJECTION", [.injection]), ("REFUSAL", [.refusal]), ("TOXICITY", [.toxicity]),
            ]
        }
    }
}
