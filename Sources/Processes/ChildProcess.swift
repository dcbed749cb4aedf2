import Glibc
import Threads

/// A program that was started here: signalled by id, awaited without blocking the pool, dead when this process dies.
///
/// The program is started, read and awaited on one thread of its own. `setpriv --pdeathsig` ties it to that thread, so not
/// even a crash leaves a server behind.
package final class ChildProcess: Sendable {
    /// Where standard output and standard error go, together.
    package enum Output: Hashable, Sendable {
        /// Kept in memory, the newest 256 KiB, readable by `output`. The end of the program is then noticed once all
        /// holders of its output are gone: not for programs that leave children of their own behind.
        case memory
        /// Appended to the file at this path.
        case file(String)
        /// Thrown away.
        case discard
    }

    /// How a program ended.
    package enum Exit: Hashable, Sendable {
        /// It returned this status.
        case status(Int32)
        /// This signal ended it.
        case signal(Int32)
    }

    private struct State {
        var exit: Exit?
        var waiters: [CheckedContinuation<Exit, Never>] = []
    }

    /// The process id. It may be reused by the system after the end: send signals with `send(signal:)` only.
    package let id: Int32
    private let state: Locked<State>
    private let captured: Locked<[UInt8]>

    private init(id: pid_t, state: Locked<State>, captured: Locked<[UInt8]>) {
        self.id = id
        self.state = state
        self.captured = captured
    }

    /// Starts a program; it runs when this returns.
    ///
    /// - Parameters:
    ///   - executable: an absolute path, or a name to be found on `PATH`.
    ///   - arguments: without the program's own name.
    ///   - environment: variables added to this process's own, or replacing them.
    ///   - directory: the working directory. Default: this process's own.
    ///   - output: where standard output and error go. Default: memory.
    package static func start(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil, output: Output = .memory
    ) async throws(ChildProcessError) -> ChildProcess {
        guard let path = path(of: executable) else { throw .notFound(executable) }
        let launch = ChildLaunch(
            path: path, arguments: arguments, environment: environment, directory: directory, output: output)
        let state = Locked(State())
        let captured = Locked<[UInt8]>([])
        let started: Result<pid_t, ChildProcessError> = await withCheckedContinuation { continuation in
            do throws(ThreadStartError) {
                _ = try WorkerThread(name: "child-wait") {
                    do throws(ChildProcessError) {
                        let (id, output) = try launch.spawn()
                        continuation.resume(returning: .success(id))
                        if let output { ChildLaunch.collect(from: output, into: captured) }
                        Self.awaitEnd(of: id, state)
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            } catch {
                continuation.resume(returning: .failure(.spawn(code: error.code)))
            }
        }
        return ChildProcess(id: try started.get(), state: state, captured: captured)
    }

    /// Runs a program to its end and returns how it ended and what it printed.
    package static func run(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil
    ) async throws(ChildProcessError) -> (exit: Exit, output: String) {
        let child = try await start(executable, arguments, environment: environment, directory: directory)
        let exit = await child.ended()
        return (exit, child.output)
    }

    /// Whether the program still runs. A program stopped by `SIGSTOP` counts as running.
    package var isRunning: Bool { state.withLock { $0.exit == nil } }

    /// What the program printed so far, with `.memory`; the newest 256 KiB. Complete once `ended()` has returned.
    package var output: String { String(decoding: captured.withLock { $0 }, as: UTF8.self) }

    /// Sends a signal, or nothing when the program has ended.
    package func send(signal: Int32) {
        // Under the lock that the reaping takes: the id cannot belong to another process yet.
        state.withLock { state in
            if state.exit == nil { _ = Glibc.kill(id, signal) }
        }
    }

    /// Waits for the end. May be awaited by several tasks and after the end.
    @discardableResult
    package func ended() async -> Exit {
        await withCheckedContinuation { continuation in
            let exit = state.withLock { state in
                if state.exit == nil { state.waiters.append(continuation) }
                return state.exit
            }
            if let exit { continuation.resume(returning: exit) }
        }
    }

    /// Ends the program with `SIGKILL`, as a crash would, and waits for the end.
    @discardableResult
    package func kill() async -> Exit {
        send(signal: SIGKILL)
        return await ended()
    }

    /// Asks the program to end with `SIGTERM`, and kills it when it has not after `limit`.
    @discardableResult
    package func stop(within limit: Duration = .seconds(10)) async -> Exit {
        send(signal: SIGTERM)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Cancelled as soon as the program ended: the kill then hits nothing.
                try? await Task.sleep(for: limit)
                self.send(signal: SIGKILL)
            }
            let exit = await ended()
            group.cancelAll()
            return exit
        }
    }

    private static func path(of executable: String) -> String? {
        if executable.contains("/") { return access(executable, X_OK) == 0 ? executable : nil }
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        return folders.split(separator: ":").lazy.map { "\($0)/\(executable)" }.first { access($0, X_OK) == 0 }
    }

    private static func awaitEnd(of id: pid_t, _ state: Locked<State>) {
        // WNOWAIT leaves the zombie, so the id stays ours until it is reaped under the lock.
        var info = siginfo_t()
        while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let (exit, waiters) = state.withLock { state in
            var status: Int32 = 0
            waitpid(id, &status, 0)
            let exit: Exit = status & 0x7f == 0 ? .status((status >> 8) & 0xff) : .signal(status & 0x7f)
            state.exit = exit
            defer { state.waiters = [] }
            return (exit, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: exit) }
    }
}

/// Why a program could not be started; nothing was started.
package enum ChildProcessError: Error, Hashable {
    /// No executable file has this name.
    case notFound(String)
    /// The system refused: the error number of `posix_spawn`, `pipe`, `open` or `pthread_create`.
    case spawn(code: Int32)
}
