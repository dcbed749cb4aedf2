import Evaluation
import JSON
import YAML

extension MetricCatalog {
    private static let name = "METRICS_DIRECTORY"

    /// The built-in metrics, and those that the files under `METRICS_DIRECTORY` define; every mistake in any of the
    /// files is reported with its line.
    init(reading reader: inout SettingReader) {
        let directory = reader.text(Self.name)
        guard !directory.isEmpty else {
            self.init()
            return
        }
        guard let names = DirectoryContents.of(directory) else {
            reader.report(Self.name, "\(directory) cannot be read as a directory")
            self.init()
            return
        }
        let files = names.filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix(".") }.sorted()
        if files.isEmpty { reader.report(Self.name, "\(directory) holds no *.yaml file") }
        var sources: [DefinitionSource] = []
        for file in files {
            let path = directory.hasSuffix("/") ? directory + file : "\(directory)/\(file)"
            if let source = Self.source(path, &reader) { sources.append(source) }
        }
        let found = MetricDefinitions(sources)
        for problem in found.problems { reader.report(Self.name, "\(problem)") }
        self.init(definitions: found.definitions)
    }

    private static func source(_ path: String, _ reader: inout SettingReader) -> DefinitionSource? {
        // One byte more than a document may have shows that it has too many.
        guard let bytes = FileContents.of(path, atMost: YAMLDocument.Limits().bytes + 1) else {
            reader.report(name, "\(path) cannot be read")
            return nil
        }
        do throws(YAMLError) {
            let document = try YAMLDocument(bytes: bytes)
            return DefinitionSource(file: path, value: document.value) { document.line(of: $0) }
        } catch {
            reader.report(name, "\(path):\(error.line): \(error.reason)")
            return nil
        }
    }
}
