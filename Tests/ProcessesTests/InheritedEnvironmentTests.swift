import Glibc
import Testing

@testable import Processes

@Suite struct InheritedEnvironmentTests {
    @Test("Every variable is the one that a look-up by its name finds")
    func variables() throws {
        let variables = InheritedEnvironment.variables
        #expect(variables["PATH"] != nil)
        for (name, value) in variables {
            let found = try #require(getenv(name), "\(name)")
            #expect(String(cString: found) == value, "\(name)")
        }
    }
}
