/// What is exposed under one name: the numbers of one moment.
package struct MetricFamily: Sendable, Hashable {
    /// Prometheus's types that are used here.
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// One line: a suffix of the family's name, labels and a number.
    package struct Sample: Sendable, Hashable {
        /// `_bucket`, `_sum`, `_count` or nothing.
        package let suffix: String
        /// Names and values, in the order they are written.
        package let labels: [Pair]
        /// The number.
        package let value: Double

        package init(suffix: String = "", labels: [Pair] = [], value: Double) {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }
    }

    /// A label's name and value.
    package struct Pair: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let name: String
    package let help: String
    package let kind: Kind
    package let samples: [Sample]

    package init(name: String, help: String, kind: Kind, samples: [Sample]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }

    /// The samples of a histogram: cumulative buckets, sum, count.
    static func samples(of histogram: Histogram, labels: [Pair]) -> [Sample] {
        let counts = histogram.cumulativeCounts
        var samples = zip(histogram.bounds, counts).map { bound, count in
            Sample(
                suffix: "_bucket", labels: labels + [Pair("le", PrometheusText.number(bound))], value: Double(count))
        }
        let count = Double(counts.last ?? 0)
        samples.append(Sample(suffix: "_bucket", labels: labels + [Pair("le", "+Inf")], value: count))
        samples.append(Sample(suffix: "_sum", labels: labels, value: histogram.sum))
        samples.append(Sample(suffix: "_count", labels: labels, value: count))
        return samples
    }
}
