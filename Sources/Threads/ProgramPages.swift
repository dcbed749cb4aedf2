private import CShims

/// The pages of the program and its libraries that are in memory.
package enum ProgramPages {
    /// Gives back what only the start has used: half of the memory at rest. The kernel keeps the files' pages for all
    /// processes and maps those that are used on, sixteen at a time.
    package static func release() { shim_release_file_pages() }
}
