import Glibc

extension TelemetryRegistry {
    /// Exposes Prometheus's usual `process_*` numbers of this process, read from `/proc` when scraped.
    package func registerProcess() {
        collect(processFamilies)
    }
}

private func processFamilies() -> [MetricFamily] {
    var families: [MetricFamily] = []
    func add(_ name: String, _ help: String, _ kind: MetricFamily.Kind, _ value: Double) {
        families.append(MetricFamily(name: name, help: help, kind: kind, samples: [.init(value: value)]))
    }
    if let stat = contents(of: "/proc/self/stat"), let systemStat = contents(of: "/proc/stat"),
        let statistics = ProcessStatistics(
            stat: stat, systemStat: systemStat, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
            pageSize: Double(sysconf(Int32(_SC_PAGESIZE))))
    {
        add(
            "process_cpu_seconds_total", "Processor time spent in user and kernel mode.", .counter,
            statistics.cpuSeconds)
        add(
            "process_resident_memory_bytes", "Resident memory.", .gauge, statistics.residentBytes)
        add(
            "process_start_time_seconds", "When the process began, in seconds since 1970.", .gauge,
            statistics.startSeconds)
    }
    if let count = openDescriptors() { add("process_open_fds", "Open file descriptors.", .gauge, Double(count)) }
    return families
}

private func contents(of path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
        let count = unsafe read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
        bytes += chunk[..<count]
    }
}

/// Without the one that is opened to count them.
private func openDescriptors() -> Int? {
    guard let directory = unsafe opendir("/proc/self/fd") else { return nil }
    defer { unsafe closedir(directory) }
    var count = 0
    while let entry = unsafe readdir(directory) {
        if unsafe entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
    }
    return max(count - 1, 0)
}
