import TestKit

extension SeededGenerator {
    /// A text of `count` pieces picked at random.
    mutating func text(of pieces: [String], count: Int) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
}
