/// A dimension of a family: its name and every value it may take, known beforehand.
///
/// Values that come from outside (model names, error texts) would make the number of series unbounded; one that is not
/// listed counts as `other`.
package struct Label: Sendable, Hashable {
    /// The value that stands for everything not listed.
    package static let other = "other"

    /// The name as Prometheus allows it: letters, digits and `_`.
    package let name: String
    /// The listed values.
    package let values: [String]

    package init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }
}
