import Glibc
import Processes
import Testing

@Suite("Child processes", .timeLimit(.minutes(15)))
struct ChildProcessTests {
    @Test("A program's exit status and output are returned")
    func statusAndOutput() async throws {
        let (exit, output) = try await ChildProcess.run(
            "sh", ["-c", "echo $GREETING; pwd; echo problem >&2; exit 3"], environment: ["GREETING": "hello"],
            directory: "/usr")
        #expect(exit == .status(3))
        #expect(output == "hello\n/usr\nproblem\n")
    }

    @Test("A killed program reports the signal to every waiter")
    func killed() async throws {
        let child = try await ChildProcess.start("sleep", ["600"])
        #expect(child.isRunning)
        async let first = child.ended()
        async let second = child.kill()
        #expect(await first == .signal(SIGKILL))
        #expect(await second == .signal(SIGKILL))
        #expect(!child.isRunning)
        child.send(signal: SIGTERM)
    }

    @Test("A program that ignores SIGTERM is killed at the limit")
    func stubborn() async throws {
        let child = try await ChildProcess.start("sh", ["-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"])
        while !child.output.contains("deaf") { try await Task.sleep(for: .milliseconds(5)) }
        #expect(await child.stop(within: .milliseconds(300)) == .signal(SIGKILL))
    }

    @Test("A name that is on no path is refused")
    func missing() async {
        await #expect(throws: ChildProcessError.notFound("no-such-program")) {
            try await ChildProcess.start("no-such-program")
        }
    }
}
