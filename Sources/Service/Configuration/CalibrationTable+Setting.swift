import Evaluation

extension CalibrationTable {
    /// Most bytes of a calibration file: curves for some thousand metrics and judges.
    private static let mostBytes = 64 << 20

    /// What the file under `CALIBRATION_FILE` holds; nil when none is set, or when there is a problem, which is reported.
    init?(reading reader: inout SettingReader) {
        let name = "CALIBRATION_FILE"
        let path = reader.text(name)
        guard !path.isEmpty else { return nil }
        guard let bytes = FileContents.of(path, atMost: Self.mostBytes + 1) else {
            reader.report(name, "\(path) cannot be read")
            return nil
        }
        guard bytes.count <= Self.mostBytes else {
            reader.report(name, "\(path) has more than \(Self.mostBytes) bytes")
            return nil
        }
        do throws(CalibrationError) {
            try self.init(bytes)
        } catch {
            for problem in error.problems { reader.report(name, "\(path): \(problem)") }
            return nil
        }
    }
}
