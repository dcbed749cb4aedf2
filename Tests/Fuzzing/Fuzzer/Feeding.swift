import FuzzTargets
import Glibc

/// The target under test, and what a C callback cannot hold by itself.
private enum Feeding {
    static let runner: FuzzRunner = {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name), let runner = try? FuzzRunner(target) else {
            say("FUZZ_TARGET must be one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))\n")
            exit(2)
        }
        return runner
    }()
    /// One for all inputs: who has waited must not free what is still being posted.
    static let done = Semaphore()
}

/// What libFuzzer calls with every input, by this name. Ends the process when a promise is broken, so that the input is
/// kept.
@_cdecl("LLVMFuzzerTestOneInput")
func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    // On a thread of the pool, whose stack is as small as in the service.
    Task {
        do throws(BrokenPromise) {
            try await Feeding.runner.run(input)
        } catch {
            say("broken promise: \(error)\n")
            abort()
        }
        sem_post(Feeding.done.pointer)
    }
    sem_wait(Feeding.done.pointer)
    return 0
}

/// C's `stderr` is a variable that anybody may change.
private func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(2, bytes, bytes.count)
}

/// `@unchecked Sendable`: a POSIX semaphore is made for several threads.
private struct Semaphore: @unchecked Sendable {
    let pointer = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(pointer, 0, 0) }
}
