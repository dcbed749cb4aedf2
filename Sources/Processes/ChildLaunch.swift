import CShims
import Glibc
import Threads

/// What `posix_spawn` needs to know, gathered before the thread that spawns runs.
struct ChildLaunch: Sendable {
    /// The newest bytes of output that are kept in memory.
    static let capturedBytes = 256 * 1024

    let path: String
    let arguments: [String]
    let environment: [String: String]
    let directory: String?
    let output: ChildProcess.Output

    /// Starts the program on the calling thread, whose end then ends the program.
    ///
    /// Returns its id and, with `.memory`, the descriptor its output is read from.
    func spawn() throws(ChildProcessError) -> (id: pid_t, output: Int32?) {
        var pipe: [Int32] = [-1, -1]
        if output == .memory, Glibc.pipe(&pipe) != 0 { throw .spawn(code: errno) }
        var id = pid_t()
        let code = posixSpawn(writingTo: pipe[1], &id)
        if pipe[1] >= 0 { close(pipe[1]) }
        guard code == 0 else {
            if pipe[0] >= 0 { close(pipe[0]) }
            throw .spawn(code: code)
        }
        return (id, pipe[0] >= 0 ? pipe[0] : nil)
    }

    private func posixSpawn(writingTo descriptor: Int32, _ id: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        switch output {
        case .memory: posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
        case .file(let path):
            posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        case .discard: posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        if let directory { shim_spawn_directory(&actions, directory) }
        // A listening socket inherited by a child would keep its port open after this process closed it.
        shim_spawn_close_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let command = ["setpriv", "--pdeathsig", "KILL", path] + arguments
        let code = Self.withCStrings(command) { arguments in
            Self.withCStrings(variables) { environment in
                posix_spawnp(&id, "setpriv", &actions, &attributes, arguments, environment)
            }
        }
        return (code ?? nil) ?? EINVAL
    }

    private var variables: [String] {
        InheritedEnvironment.lines.filter { variable in
            environment[String(variable.prefix { $0 != "=" })] == nil
        } + environment.map { "\($0.key)=\($0.value)" }
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result? {
        let copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { buffer in buffer.baseAddress.map(body) }
    }

    /// Reads until every holder of the pipe's other end is gone, then closes it.
    static func collect(from descriptor: Int32, into captured: Locked<[UInt8]>) {
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            captured.withLock { bytes in
                bytes += chunk[..<count]
                if bytes.count > capturedBytes { bytes.removeFirst(bytes.count - capturedBytes) }
            }
        }
        close(descriptor)
    }
}
