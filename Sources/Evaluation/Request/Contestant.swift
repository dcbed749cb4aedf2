/// One of several answers to the same input, under the name that the result uses for it; no judge learns the name.
package struct Contestant: Sendable, Hashable {
    package var name: String
    /// What it was asked; nil when only the request says.
    package var input: String?
    package var actualOutput: String

    package init(name: String, input: String? = nil, actualOutput: String) {
        self.name = name
        self.input = input
        self.actualOutput = actualOutput
    }

    /// Contestants of one request: every pair is asked about twice.
    package static let limit = 6
}

extension TestCase {
    /// It holds answers to compare and none to judge alone.
    var isArena: Bool { contestants?.isEmpty == false && actualOutput == nil }
}
