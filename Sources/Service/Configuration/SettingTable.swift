/// The settings as a Markdown table, for `docs/configuration.md`.
package enum SettingTable {
    /// A row per setting, in the order of `Setting.all`.
    package static var markdown: String {
        var lines = ["| variable | default | what it does |", "|---|---|---|"]
        for setting in Setting.all {
            let standard = setting.standard.isEmpty ? "" : "`\(setting.standard)`"
            let secret = setting.isSecret ? " (secret)" : ""
            lines.append("| `\(setting.name)`\(secret) | \(standard) | \(setting.summary)\(range(of: setting.kind)) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func range(of kind: Setting.Kind) -> String {
        switch kind {
        case .whole(let range): " (\(range.lowerBound) to \(range.upperBound))"
        case .fraction(let range): " (\(plain(range.lowerBound)) to \(plain(range.upperBound)))"
        case .choice(let words): " (\(words.joined(separator: ", ")))"
        case .list: " (comma separated)"
        case .text, .flag: ""
        }
    }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { String($0) } ?? String(number)
    }
}
