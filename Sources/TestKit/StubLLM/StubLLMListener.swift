import Glibc

/// A listening socket on a port of 127.0.0.1. The loop closes it.
struct StubLLMListener: Sendable {
    let descriptor: Int32
    let port: UInt16

    init() throws(StubLLMServer.StartError) {
        do throws(LoopbackError) {
            (descriptor, port) = try LoopbackSocket.listen(backlog: 1024)
        } catch {
            throw StubLLMServer.StartError(code: error.code)
        }
    }

    /// The next connection in line, not blocking; nil when none waits.
    func accept() -> Int32? {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        LoopbackSocket.makePrompt(connection)
        return connection
    }
}
