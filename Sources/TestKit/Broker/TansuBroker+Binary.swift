import Glibc

extension TansuBroker {
    /// Where the broker's program is: `TANSU_BINARY`, or `.cache/tansu/tansu` below the package's root. Nil when there
    /// is none there.
    package static var binaryPath: String? {
        if let path = getenv("TANSU_BINARY").map({ String(cString: $0) }) {
            return access(path, X_OK) == 0 ? path : nil
        }
        var folder = #filePath.split(separator: "/").dropLast()
        while !folder.isEmpty {
            let root = "/" + folder.joined(separator: "/")
            if access("\(root)/Package.swift", R_OK) == 0 {
                let path = "\(root)/.cache/tansu/tansu"
                return access(path, X_OK) == 0 ? path : nil
            }
            folder = folder.dropLast()
        }
        return nil
    }

    /// Whether suites that need the broker can run; says loudly on standard error when they cannot.
    package static var isAvailable: Bool {
        if binaryPath != nil { return true }
        let notice = Array("no Kafka broker for the tests: run scripts/fetch-tansu, or set TANSU_BINARY\n".utf8)
        _ = write(STDERR_FILENO, notice, notice.count)
        return false
    }
}
