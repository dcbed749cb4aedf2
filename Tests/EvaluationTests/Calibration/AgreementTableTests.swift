import Testing

@testable import Evaluation

@Suite("Kappa")
struct AgreementTableTests {
    private func table(_ rows: [[Double]]) -> AgreementTable {
        var table = AgreementTable(categories: rows.count)
        for (row, counts) in rows.enumerated() {
            for (column, count) in counts.enumerated() { table.add(row, column, weight: count) }
        }
        return table
    }

    @Test("The textbook's two readers: 0.4")
    func textbook() throws {
        let kappa = try #require(table([[20, 5], [10, 15]]).kappa())
        #expect(abs(kappa.value - 0.4) < 1e-12)
        #expect(abs((kappa.interval.high - kappa.interval.low) / 2 / 1.959963984540054 - 0.1269960629) < 1e-9)
        #expect(abs((kappa.interval.high + kappa.interval.low) / 2 - 0.4) < 1e-12)
    }

    @Test("The example of Fleiss, Cohen and Everitt (1969): 0.429 with a standard error of 0.054")
    func fleissCohenEveritt() throws {
        let kappa = try #require(table([[106, 10, 4], [22, 28, 10], [2, 12, 6]]).kappa())
        #expect(abs(kappa.value - 0.4285714286) < 1e-9)
        #expect(abs((kappa.interval.high - kappa.value) / 1.959963984540054 - 0.053711004869) < 1e-9)
    }

    @Test("Quadratic weights forgive neighbours")
    func weighted() throws {
        let table = table([[44, 5, 1], [7, 20, 3], [9, 5, 6]])
        let weighted = try #require(table.kappa(.quadratic))
        #expect(abs(weighted.value - 0.4545454545) < 1e-9)
        #expect(abs((weighted.interval.high - weighted.value) / 1.959963984540054 - 0.0939796978) < 1e-9)
        let near = self.table([[10, 5, 0], [5, 10, 5], [0, 5, 10]])
        let far = self.table([[10, 0, 5], [5, 10, 5], [5, 0, 10]])
        #expect(try #require(near.kappa(.quadratic)).value > #require(far.kappa(.quadratic)).value)
    }

    @Test("With two categories the weights change nothing")
    func twoCategories() {
        let table = table([[31, 4], [9, 16]])
        #expect(table.kappa() == table.kappa(.quadratic))
    }

    @Test("Without variety there is no kappa, and without information it is 0")
    func degenerate() throws {
        #expect(AgreementTable(categories: 2).kappa() == nil)
        #expect(table([[30, 0], [0, 0]]).kappa() == nil)
        let constant = try #require(table([[25, 25], [0, 0]]).kappa())
        #expect(abs(constant.value) < 1e-12 && abs(constant.interval.high) < 1e-6)
    }

    @Test("Perfect agreement on few cases is not certainty")
    func perfect() throws {
        let few = try #require(table([[3, 0], [0, 3]]).kappa())
        let many = try #require(table([[300, 0], [0, 300]]).kappa())
        #expect(few.value == 1 && many.value == 1)
        #expect(few.interval.low < 0.2 && many.interval.low > 0.97)
    }

    @Test("A category out of range counts nothing")
    func outOfRange() {
        #expect(AgreementTable([(0, 2), (-1, 0), (1, 1)], categories: 2).total == 1)
    }
}
