import Testing

@testable import Drills

@Suite("Reports")
struct ReportTests {
    @Test("A section is replaced between its two lines, and nothing else changes")
    func section() {
        let document = "# Title\n<!-- soak: by scripts/soak -->\nold\nrows\n<!-- end of soak -->\nafter\n"
        #expect(
            MarkedSection(name: "soak").replacing(with: "new", in: document)
                == "# Title\n<!-- soak: by scripts/soak -->\nnew\n<!-- end of soak -->\nafter\n")
        #expect(MarkedSection(name: "faults").replacing(with: "new", in: document) == nil)
        #expect(MarkedSection(name: "soak").replacing(with: "new", in: "<!-- soak: x -->\n") == nil)
    }

    @Test("A cell cannot break its table")
    func table() {
        var table = MarkdownTable(["a", "b"])
        table.add(["x | y", "two\nlines"])
        #expect(table.text == "| a | b |\n|---|---|\n| x \\| y | two lines |")
    }

    @Test("Seconds have one digit behind the point")
    func seconds() {
        #expect(FaultTable.seconds(.milliseconds(1249)) == "1.2")
        #expect(FaultTable.seconds(.milliseconds(60)) == "0.1")
        #expect(FaultTable.seconds(.seconds(12)) == "12.0")
    }

    @Test("What endpoints said while a fault lasted is told in a few words")
    func attention() {
        var attention = Attention()
        #expect(attention.text == "not asked")
        attention.take(in: [.init(isLive: true, isReady: true)])
        #expect(attention.text == "live, ready")
        attention.take(in: [.init(isLive: true, isReady: false, problems: ["redis: no connection", "kafka: gone"])])
        #expect(attention.text == "live, not ready (kafka, redis)")
        #expect(!attention.wasDead)
        attention.take(in: [.silence])
        #expect(attention.text == "not live in 1 of 3 looks, not ready (kafka, redis)")
        #expect(attention.wasDead)
    }

    @Test("A row is good only if every promise was kept")
    func rows() throws {
        let fault = try #require(Fault.all.first)
        var ledger = Ledger()
        let number = ledger.add(.request, payload: ContentDigest([]))
        ledger.stored(number, ContentDigest([1]))
        ledger.published(number, ContentDigest([1]), on: .completed, outcome: "scored", hasScore: true)
        let good = FaultRow(
            fault, audit: Audit(ledger, committed: [:]), attention: nil, recovery: nil, complaints: [], log: [])
        #expect(good.isGood)
        #expect(good.outcome == "1 scored")
        ledger.stored(number, ContentDigest([1]))
        let bad = FaultRow(
            fault, audit: Audit(ledger, committed: [:]), attention: nil, recovery: nil, complaints: [], log: [])
        #expect(!bad.isGood)
        #expect(FaultTable(rows: [bad]).text.contains("**request 0 has 2 results in Redis**"))
    }

    @Test("Faults that pull cables are tried where they can be, and skipped elsewhere; the others always run")
    func parted() {
        let without = FaultDrill.parted(Fault.all, separatesReplicas: false)
        #expect(without.skipped.map(\.name) == Fault.networkFaults.map(\.name))
        #expect(without.possible.count == Fault.all.count - Fault.networkFaults.count)
        let with = FaultDrill.parted(Fault.all, separatesReplicas: true)
        #expect(with.skipped.isEmpty && with.possible.count == Fault.all.count)
    }

    @Test("No two ends of cables have one address or one name")
    func cables() {
        let hosts = 0..<3
        let addresses = Cable.allCases.flatMap { cable in [cable.server] + hosts.map(cable.address) }
        #expect(Set(addresses).count == Cable.allCases.count * 4)
        let plugs = Cable.allCases.flatMap { cable in hosts.map(cable.plug) }
        #expect(Set(plugs).count == Cable.allCases.count * 3)
        // Linux takes no longer names of interfaces.
        #expect(plugs.allSatisfy { $0.utf8.count <= 15 })
    }

    @Test("No two faults of a victim have one name")
    func names() {
        for victim in Fault.Victim.allCases {
            let names = Fault.all.filter { $0.victim == victim }.map(\.name)
            #expect(!names.isEmpty)
            #expect(Set(names).count == names.count)
        }
    }

    @Test("The command line is read, and refused when it is not understood")
    func command() throws {
        #expect(try DrillCommand(["faults"], seed: 1) == .faults(filter: nil, document: nil))
        #expect(
            try DrillCommand(["faults", "--only", "Redis"], seed: 1) == .faults(filter: "Redis", document: nil))
        #expect(
            try DrillCommand(["faults", "--write", "a.md"], seed: 1) == .faults(filter: nil, document: "a.md"))
        #expect(try DrillCommand(["soak", "0.5"], seed: 9) == .soak(minutes: 0.5, seed: 9, document: nil))
        #expect(
            try DrillCommand(["soak", "3", "--seed", "4", "--write", "a.md"], seed: 9)
                == .soak(minutes: 3, seed: 4, document: "a.md"))
        for wrong in [
            [], ["soak"], ["soak", "0"], ["soak", "x"], ["soak", "1", "--seed", "x"], ["faults", "--seed", "1"],
            ["soak", "1", "--only", "x"], ["faults", "--only"], ["dance"],
            ["faults", "--only", "Redis", "--write", "a.md"],
        ] { #expect(throws: DrillError.self) { try DrillCommand(wrong, seed: 1) } }
    }
}
