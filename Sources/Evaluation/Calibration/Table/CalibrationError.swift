/// What is wrong with a calibration file; nothing of it is used.
package struct CalibrationError: Error, Hashable, CustomStringConvertible {
    /// Every problem, each naming its entry and field. May hold names from the file: to be made safe before printing.
    package let problems: [String]

    init(_ problems: [String]) { self.problems = problems }

    package var description: String { problems.joined(separator: "; ") }
}
