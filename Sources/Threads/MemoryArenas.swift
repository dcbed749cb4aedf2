private import CShims
import Glibc

/// The C allocator's arenas: memory that one of them has freed is of no use to the threads of another.
///
/// By default there are up to eight for each processor, and every thread of every library finds one of its own.
package enum MemoryArenas {
    /// Lets all threads share as many arenas as there are processors, at least two. For the start of a process; where
    /// `MALLOC_ARENA_MAX` is set, that stands.
    package static func limit() {
        guard getenv("MALLOC_ARENA_MAX") == nil else { return }
        shim_limit_arenas(Int32(clamping: max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
}
