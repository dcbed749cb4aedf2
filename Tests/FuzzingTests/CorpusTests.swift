import FuzzTargets
import Glibc
import Testing

@Suite("The corpus of the fuzzers") struct CorpusTests {
    @Test("every input keeps every promise", .timeLimit(.minutes(20)), arguments: FuzzTarget.allCases)
    func promises(target: FuzzTarget) async throws {
        let inputs = try #require(Corpus.inputs(of: target))
        #expect(!inputs.isEmpty, "a fuzzer without seeds finds little")
        let runner = try FuzzRunner(target)
        for (name, bytes) in inputs {
            await #expect(throws: Never.self, "\(target.rawValue)/\(name)") { try await runner.run(bytes) }
        }
    }

    @Test("what arrives cut short keeps every promise", .timeLimit(.minutes(20)), arguments: FuzzTarget.allCases)
    func prefixes(target: FuzzTarget) async throws {
        let runner = try FuzzRunner(target)
        for (name, bytes) in Corpus.inputs(of: target) ?? [] {
            for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 10)) {
                let part = Array(bytes.prefix(count))
                await #expect(throws: Never.self, "\(target.rawValue)/\(name), \(count) bytes") {
                    try await runner.run(part)
                }
            }
        }
    }
}

/// The inputs that the fuzzers start from.
private enum Corpus {
    /// By name, in order; nil when there is no folder.
    static func inputs(of target: FuzzTarget) -> [(name: String, bytes: [UInt8])]? {
        let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Fuzzing/Corpus/"
        guard let directory = opendir(folder + target.rawValue) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().compactMap { name in
            contents(of: folder + target.rawValue + "/" + name).map { (name, $0) }
        }
    }

    private static func contents(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return Array(bytes.prefix(fread(&bytes, 1, bytes.count, file)))
    }
}
