/// A part of a document that a program writes, between two lines of its own.
struct MarkedSection: Sendable {
    /// Told in the first line: `<!-- name: …`. The last one is `<!-- end of name -->`.
    let name: String

    /// The document with other content between the two lines, which stay.
    ///
    /// - Returns: nil when the document does not have both lines, in this order.
    func replacing(with content: String, in document: String) -> String? {
        let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("<!-- \(name):") }),
            let end = lines[start...].firstIndex(of: "<!-- end of \(name) -->")
        else { return nil }
        return (lines[...start] + [Substring(content)] + lines[end...]).joined(separator: "\n")
    }
}
