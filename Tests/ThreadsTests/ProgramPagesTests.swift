import Glibc
import Testing
import Threads

@Suite("Pages of the program")
struct ProgramPagesTests {
    @Test("Pages of files that only the start used are given back, and come back when they are used")
    func release() throws {
        // Its code is nobody else's in this process: what other tests run would be back at once.
        let library = try #require(dlopen("libnss_compat.so.2", RTLD_NOW | RTLD_LOCAL))
        defer { dlclose(library) }
        let code = try #require(dlsym(library, "_nss_compat_setgrent"))
        let byte = code.load(as: UInt8.self)
        #expect(try Self.isInMemory(code))
        ProgramPages.release()
        #expect(try !Self.isInMemory(code))
        #expect(code.load(as: UInt8.self) == byte)
        #expect(try Self.isInMemory(code))
    }

    /// Whether the page of an address is mapped in this process, as `/proc/self/pagemap` says.
    private static func isInMemory(_ address: UnsafeMutableRawPointer) throws -> Bool {
        let file = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC)
        try #require(file >= 0)
        defer { close(file) }
        var entry: UInt64 = 0
        let place = Int(bitPattern: address) / sysconf(Int32(_SC_PAGESIZE)) * 8
        try #require(pread(file, &entry, 8, off_t(place)) == 8)
        return entry >> 63 == 1
    }
}
