import Glibc
import Testing
import Threads

@Suite("Pages of the program")
struct ProgramPagesTests {
    @Test("Pages of files that only the start used are given back, and the program goes on")
    func release() throws {
        let before = try #require(Self.filePages)
        ProgramPages.release()
        let after = try #require(Self.filePages)
        // Tests beside this one map pages meanwhile, but not nearly as many.
        #expect(after < before)
        #expect((1...3).map { String($0) }.joined() == "123")
    }

    /// `RssFile` of the process, in kB.
    private static var filePages: Int? {
        guard let file = fopen("/proc/self/status", "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("RssFile:") }.flatMap { Int($0.filter(\.isNumber)) }
    }
}
