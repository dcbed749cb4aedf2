/// Memory and open files of one replica over its life.
struct ResourceTrack: Sendable, Hashable {
    /// One look at a process.
    struct Sample: Sendable, Hashable {
        /// Resident, in KiB.
        let memory: Int
        let files: Int
    }

    /// What is too much.
    struct Limits: Sendable, Hashable {
        /// Resident memory at any time, in KiB. Default: 80 MiB.
        var memory = 80 * 1024
        /// What memory may grow by between the second and the last quarter of a life, in KiB, or a quarter of it if
        /// that is more. Default: 8 MiB.
        var growth = 8 * 1024
        /// What open files may grow by. Default: 16, more than the judge's connections.
        var files = 16
    }

    /// Lives shorter than this many samples say nothing about growth.
    static let least = 20
    /// More samples than this are thinned out: every second one goes.
    static let most = 1024

    private(set) var samples: [Sample] = []
    private(set) var peak = 0
    private var step = 1
    private var seen = 0

    mutating func add(_ sample: Sample) {
        peak = max(peak, sample.memory)
        if seen.isMultiple(of: step) { samples.append(sample) }
        seen += 1
        guard samples.count > Self.most else { return }
        samples = samples.enumerated().compactMap { $0.offset.isMultiple(of: 2) ? $0.element : nil }
        step *= 2
    }

    /// The middle of the second quarter, when what is loaded once is loaded.
    var early: Sample? { middle(of: samples.count / 4..<samples.count / 2) }
    /// The middle of the last quarter.
    var late: Sample? { middle(of: samples.count * 3 / 4..<samples.count) }

    /// What is wrong with this life; empty when nothing is.
    func complaints(_ limits: Limits = .init()) -> [String] {
        var complaints: [String] = []
        if peak > limits.memory { complaints.append("memory reached \(peak) KiB") }
        guard samples.count >= Self.least, let early, let late else { return complaints }
        if late.memory > early.memory + max(limits.growth, early.memory / 4) {
            complaints.append("memory grew from \(early.memory) to \(late.memory) KiB")
        }
        if late.files > early.files + limits.files {
            complaints.append("open files grew from \(early.files) to \(late.files)")
        }
        return complaints
    }

    private func middle(of range: Range<Int>) -> Sample? {
        guard !range.isEmpty else { return nil }
        let part = samples[range]
        let memory = part.map(\.memory).sorted()
        let files = part.map(\.files).sorted()
        return Sample(memory: memory[memory.count / 2], files: files[files.count / 2])
    }
}
