import Glibc

extension ResourceTrack.Sample {
    /// A look at a process that runs; nil when it does not.
    init?(process id: Int32) {
        guard let status = try? TextFile.read("/proc/\(id)/status"),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let memory = Int(line.filter(\.isNumber)), let folder = opendir("/proc/\(id)/fd")
        else { return nil }
        defer { closedir(folder) }
        var entries = 0
        while readdir(folder) != nil { entries += 1 }
        // Without `.` and `..`.
        self.init(memory: memory, files: entries - 2)
    }
}
