import Threads

/// Every instrument of a process, for one exposition. Made once and passed on.
///
/// Registering does not throw: names are written in the program, not read from outside. A name that Prometheus would
/// not take is repaired, one that is taken is not exposed, and both are listed in `problems` for a test to see.
package final class TelemetryRegistry: Sendable {
    private struct State {
        var collectors: [@Sendable () -> [MetricFamily]] = []
        var names: Set<String> = []
        var problems: [String] = []
    }

    private let state = Locked(State())

    package init() {}

    /// What was wrong with registered names; empty in a correct program.
    package var problems: [String] { state.withLock { $0.problems } }

    /// A counter; its name ends in `_total`.
    package func counter(_ name: String, _ help: String) -> Counter {
        let counter = Counter()
        add(name, help, .counter) { [MetricFamily.Sample(value: counter.value)] }
        return counter
    }

    /// Counters by label.
    package func counters(_ name: String, _ help: String, labels: [Label]) -> Family<Counter> {
        let family = Family(labels: repaired(labels), make: Counter.init)
        add(name, help, .counter) {
            family.samples(isUsed: { $0.value != 0 }) { counter, labels in
                [MetricFamily.Sample(labels: labels, value: counter.value)]
            }
        }
        return family
    }

    /// A gauge.
    package func gauge(_ name: String, _ help: String) -> Gauge {
        let gauge = Gauge()
        add(name, help, .gauge) { [MetricFamily.Sample(value: gauge.value)] }
        return gauge
    }

    /// A gauge that is read when it is scraped; `read` must not block. Nothing is exposed while it returns nil.
    package func gauge(_ name: String, _ help: String, read: @escaping @Sendable () -> Double?) {
        add(name, help, .gauge) { read().map { [MetricFamily.Sample(value: $0)] } ?? [] }
    }

    /// Gauges by label.
    package func gauges(_ name: String, _ help: String, labels: [Label]) -> Family<Gauge> {
        let family = Family(labels: repaired(labels), make: Gauge.init)
        add(name, help, .gauge) {
            family.samples(isUsed: { $0.value != 0 }) { gauge, labels in
                [MetricFamily.Sample(labels: labels, value: gauge.value)]
            }
        }
        return family
    }

    /// A histogram; the name carries the unit, for example `_seconds`.
    package func histogram(_ name: String, _ help: String, bounds: [Double] = Histogram.seconds) -> Histogram {
        let histogram = Histogram(bounds: bounds)
        add(name, help, .histogram) { MetricFamily.samples(of: histogram, labels: []) }
        return histogram
    }

    /// Histograms by label, all with the same bounds.
    package func histograms(
        _ name: String, _ help: String, labels: [Label], bounds: [Double] = Histogram.seconds
    ) -> Family<Histogram> {
        let family = Family(labels: repaired(labels)) { Histogram(bounds: bounds) }
        add(name, help, .histogram) {
            family.samples(isUsed: { $0.cumulativeCounts.last != 0 }) { histogram, labels in
                MetricFamily.samples(of: histogram, labels: labels)
            }
        }
        return family
    }

    /// A gauge that is always 1 and says something by its labels, such as a version; its name ends in `_info`.
    package func info(_ name: String, _ help: String, _ labels: [MetricFamily.Pair]) {
        add(name, help, .gauge) { [MetricFamily.Sample(labels: labels, value: 1)] }
    }

    /// Families that something else counts, read when they are scraped; `collect` must not block for long.
    package func collect(_ collect: @escaping @Sendable () -> [MetricFamily]) {
        state.withLock { $0.collectors.append(collect) }
    }

    /// The numbers of this moment, in the order of registration.
    package func families() -> [MetricFamily] {
        // Read outside the lock: collectors are unknown code.
        state.withLock { $0.collectors }.flatMap { $0() }
    }

    /// The numbers of this moment in Prometheus's text format.
    package func prometheusText() -> String { PrometheusText.encode(families()) }

    private func add(
        _ name: String, _ help: String, _ kind: MetricFamily.Kind,
        _ samples: @escaping @Sendable () -> [MetricFamily.Sample]
    ) {
        let valid = validName(name, alsoColon: true)
        state.withLock { state in
            if valid != name { state.problems.append("invalid name '\(name)'") }
            guard state.names.insert(valid).inserted else {
                state.problems.append("name '\(valid)' registered twice")
                return
            }
            state.collectors.append {
                [MetricFamily(name: valid, help: help, kind: kind, samples: samples())]
            }
        }
    }

    private func repaired(_ labels: [Label]) -> [Label] {
        labels.map { label in
            let valid = validName(label.name, alsoColon: false)
            if valid != label.name { state.withLock { $0.problems.append("invalid label '\(label.name)'") } }
            return Label(valid, label.values)
        }
    }
}

extension Family {
    func samples(
        isUsed: (Instrument) -> Bool, _ read: (Instrument, [MetricFamily.Pair]) -> [MetricFamily.Sample]
    ) -> [MetricFamily.Sample] {
        members.flatMap { member in
            if member.isOverflow, !isUsed(member.instrument) { return [MetricFamily.Sample]() }
            let pairs = zip(labels, member.values).map { MetricFamily.Pair($0.name, $1) }
            return read(member.instrument, pairs)
        }
    }
}

/// Letters, digits (not first) and `_`; in names of metrics also `:`. Everything else becomes `_`.
private func validName(_ name: String, alsoColon: Bool) -> String {
    var valid = ""
    for character in name.unicodeScalars {
        switch character {
        case "a"..."z", "A"..."Z", "_": valid.unicodeScalars.append(character)
        case "0"..."9" where !valid.isEmpty: valid.unicodeScalars.append(character)
        case ":" where alsoColon: valid.unicodeScalars.append(character)
        default: valid += "_"
        }
    }
    return valid.isEmpty ? "_" : valid
}
