import Synchronization

/// How often values fell below fixed bounds, and their sum. Lock-free.
package final class Histogram: Sendable {
    /// The upper bounds of the buckets, rising, without the infinite one.
    package let bounds: [Double]
    /// One cell per bound and one for everything above.
    private let cells: [Cell]
    private let total = AtomicNumber()

    private final class Cell: Sendable {
        let count = Atomic<UInt64>(0)
    }

    /// Bounds for durations in seconds, from 5 milliseconds to 2 minutes: cheap work up to a slow judge.
    package static let seconds: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120,
    ]

    /// - Parameter bounds: upper bounds, inclusive; sorted here, repeated and non-finite ones dropped.
    package init(bounds: [Double]) {
        var rising: [Double] = []
        for bound in bounds.filter(\.isFinite).sorted() where rising.last != bound { rising.append(bound) }
        self.bounds = rising
        cells = (0...rising.count).map { _ in Cell() }
    }

    /// Counts one value; NaN is ignored.
    package func observe(_ value: Double) {
        guard !value.isNaN else { return }
        // The first bound that is not below the value.
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        cells[low].count.wrappingAdd(1, ordering: .relaxed)
        total.add(value)
    }

    /// Counts a duration in seconds.
    package func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        observe(Double(seconds) + Double(attoseconds) * 1e-18)
    }

    /// How many values were at most each bound, in the order of `bounds`, then how many there were.
    package var cumulativeCounts: [UInt64] {
        var sum: UInt64 = 0
        return cells.map { cell in
            sum += cell.count.load(ordering: .relaxed)
            return sum
        }
    }

    /// The sum of all values. Read apart from the counts: a value being counted meanwhile may be in one of them only.
    package var sum: Double { total.value }
}
