import Testing

@testable import HTTPServer

@Suite struct ConnectionTableTests {
    private let attacker: [UInt8] = [10, 0, 0, 9]
    private let supervisor: [UInt8] = [10, 0, 0, 1]

    @Test("while there is room, nobody has to go")
    func room() {
        var table = ConnectionTable(limit: 2)
        #expect(table.open(5, from: attacker) == nil)
        #expect(table.open(6, from: attacker) == nil)
        table.close(5)
        #expect(table.open(7, from: attacker) == nil)
        #expect(table.count == 2)
    }

    @Test("of one address the connection goes that has waited longest for a request")
    func longest() {
        var table = ConnectionTable(limit: 2)
        _ = table.open(5, from: attacker)
        _ = table.open(6, from: attacker)
        table.begin(5)
        table.finish(5)
        #expect(table.open(7, from: attacker) == 6)
    }

    @Test("the address with most connections gives way, not the one that waits longest")
    func greediest() {
        var table = ConnectionTable(limit: 3)
        _ = table.open(5, from: supervisor)
        _ = table.open(6, from: attacker)
        _ = table.open(7, from: attacker)
        #expect(table.open(8, from: attacker) == 6)
        #expect(table.open(9, from: attacker) == 7, "one that has to go is not named twice")
        #expect(table.count == 3)
    }

    @Test("a connection that is being answered goes last, the new one never")
    func busy() {
        var table = ConnectionTable(limit: 1)
        _ = table.open(5, from: attacker)
        table.begin(5)
        #expect(table.open(6, from: attacker) == 5)
        var roomier = ConnectionTable(limit: 2)
        _ = roomier.open(5, from: attacker)
        _ = roomier.open(6, from: attacker)
        roomier.begin(5)
        #expect(roomier.open(7, from: attacker) == 6)
    }

    @Test("events of connections that are not listed change nothing")
    func unknown() {
        var table = ConnectionTable(limit: 1)
        table.begin(9)
        table.finish(9)
        table.close(9)
        #expect(table.count == 0)
    }
}
