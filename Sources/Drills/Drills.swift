import Glibc

/// Breaks what the shipped binary depends on, and audits that nothing is lost and nothing is there twice.
@main
struct Drills {
    static func main() async {
        do {
            let command = try DrillCommand(
                Array(CommandLine.arguments.dropFirst()), seed: UInt64.random(in: 0..<1_000_000))
            exit(try await run(command) ? 0 : 1)
        } catch {
            say("\(error)")
            exit(2)
        }
    }

    private static func run(_ command: DrillCommand) async throws -> Bool {
        switch command {
        case .faults(let filter, let document):
            try await FaultDrill(filter: filter).run(writingTo: document)
        case .soak(let minutes, let seed, let document):
            try await SoakDrill(length: .seconds(60) * minutes, seed: seed).run(writingTo: document)
        }
    }
}
