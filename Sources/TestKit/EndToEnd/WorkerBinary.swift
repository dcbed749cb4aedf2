import Glibc

/// The product that end-to-end tests drive.
package enum WorkerBinary {
    /// `EVALUATION_WORKER_BINARY`, else the release product of this package, else the debug one.
    ///
    /// - Throws: `WorkerProcessError.noBinary`: a run without a product must not look like one that passed.
    package static func path() throws(WorkerProcessError) -> String {
        if let given = getenv("EVALUATION_WORKER_BINARY").map({ String(cString: $0) }), !given.isEmpty {
            guard access(given, X_OK) == 0 else {
                throw .noBinary("EVALUATION_WORKER_BINARY names no program: \(given)")
            }
            return given
        }
        let candidates = ["release", "debug"].map { "\(root)/.build/\($0)/evaluation-worker" }
        guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
            throw .noBinary("none of \(candidates.joined(separator: ", ")): run scripts/build")
        }
        return found
    }

    /// The package's root folder: the nearest one above this file that holds a manifest.
    package static var root: String {
        var folder = #filePath.split(separator: "/").dropLast()
        while !folder.isEmpty, access("/\(folder.joined(separator: "/"))/Package.swift", R_OK) != 0 {
            folder = folder.dropLast()
        }
        return "/" + folder.joined(separator: "/")
    }
}
