import Glibc
import Processes
import TestKit
import Threads

/// A place for a replica, which is filled again whenever its process has ended.
final class ReplicaSlot: Sendable {
    private struct State {
        var replica: WorkerProcess?
        var isBusy = false
        var track = ResourceTrack()
        var lives = 0
        var complaints: [String] = []
        var peak = 0
        var first: ResourceTrack.Sample?
        var last: ResourceTrack.Sample?
    }

    let place: Int
    private let stage: DrillStage
    private let state = Locked(State())

    init(place: Int, stage: DrillStage) {
        self.place = place
        self.stage = stage
    }

    /// Processes that lived here.
    var lives: Int { state.withLock { $0.lives } }
    /// The most memory any of them had, in KiB.
    var peak: Int { state.withLock { max($0.peak, $0.track.peak) } }
    /// Of the process that lives here now.
    var track: ResourceTrack { state.withLock { $0.track } }
    /// The first and the newest look at any process here.
    var first: ResourceTrack.Sample? { state.withLock { $0.first } }
    var last: ResourceTrack.Sample? { state.withLock { $0.last } }
    /// What was wrong with lives that are over.
    var complaints: [String] { state.withLock { $0.complaints } }

    /// Starts a replica here; returns when its endpoints answer.
    func fill() async throws {
        let replica = try await stage.stand.startUnready(stage.environment)
        state.withLock { state in
            state.replica = replica
            state.lives += 1
        }
    }

    func awaitReady() async throws { try await state.withLock { $0.replica }?.awaitReady() }

    /// Ends the replica by a signal and starts another; does nothing while that goes on already.
    ///
    /// - Parameter gap: until the next one starts.
    func replace(by signal: Int32, after gap: Duration) async throws {
        let replica = state.withLock { state -> WorkerProcess? in
            guard !state.isBusy else { return nil }
            state.isBusy = true
            return state.replica
        }
        guard let replica else { return }
        if signal == SIGTERM {
            let exit = await replica.process.stop(within: .seconds(180))
            if exit != .status(0) { complain("SIGTERM ended in \(exit)") }
        } else {
            replica.process.send(signal: signal)
            await replica.process.ended()
        }
        endLife()
        stage.stand.forgetEnded()
        try? await Task.sleep(for: gap)
        try await fill()
        state.withLock { $0.isBusy = false }
    }

    /// Looks at the process; one that has ended although nobody ended it is worth a complaint.
    func sample() {
        let replica = state.withLock { $0.isBusy ? nil : $0.replica }
        guard let replica else { return }
        if let sample = ResourceTrack.Sample(process: replica.process.id), replica.process.isRunning {
            state.withLock { state in
                state.track.add(sample)
                state.first = state.first ?? sample
                state.last = sample
            }
        } else if !replica.process.isRunning, state.withLock({ !$0.isBusy && $0.replica === replica }) {
            complain("ended by itself: \(replica.process.output.suffix(1000))")
            state.withLock { $0.replica = nil }
        }
    }

    private func endLife() {
        state.withLock { state in
            let place = place
            state.complaints += state.track.complaints().map { "replica \(place): \($0)" }
            state.peak = max(state.peak, state.track.peak)
            state.track = ResourceTrack()
            state.replica = nil
        }
    }

    private func complain(_ text: String) {
        state.withLock { [place] in $0.complaints.append("replica \(place): \(text)") }
    }
}
