/// What Linux says about a process in `/proc/<id>/stat`.
struct ProcessStatistics: Hashable {
    /// Processor time in user and kernel mode, in seconds.
    let cpuSeconds: Double
    /// Resident memory in bytes.
    let residentBytes: Double
    /// When the process began, in seconds since 1970.
    let startSeconds: Double

    /// - Parameters:
    ///   - stat: the text of `/proc/<id>/stat` (proc_pid_stat(5)).
    ///   - systemStat: the text of `/proc/stat`, for the time of boot.
    ///   - ticksPerSecond: the unit of the times in `stat`.
    ///   - pageSize: the unit of the memory in `stat`, in bytes.
    init?(stat: String, systemStat: String, ticksPerSecond: Double, pageSize: Double) {
        // The program's name may hold spaces and parentheses: count the fields from its last one.
        guard let end = stat.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
        let fields = stat[stat.index(after: end)...].split { $0 == " " || $0 == "\n" }
        let boot = systemStat.split(separator: "\n").first { $0.hasPrefix("btime ") }?.dropFirst(6)
        guard fields.count > 21, let boot = boot.flatMap({ Double($0) }),
            let user = Double(fields[11]), let system = Double(fields[12]), let start = Double(fields[19]),
            let pages = Double(fields[21])
        else { return nil }
        cpuSeconds = (user + system) / ticksPerSecond
        residentBytes = pages * pageSize
        startSeconds = boot + start / ticksPerSecond
    }
}
