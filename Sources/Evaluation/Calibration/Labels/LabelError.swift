/// What is wrong with a line of a file of labels or results; nothing of the line was used.
package struct LabelError: Error, Hashable {
    /// Every problem, each naming its field. May hold names from the file: to be made safe before printing.
    package let problems: [String]

    init(_ problems: [String]) { self.problems = problems }
}
