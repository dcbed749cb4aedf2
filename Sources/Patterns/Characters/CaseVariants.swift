/// Which scalars differ in case only, by Unicode's mappings of one scalar to one: `k`, `K` and the Kelvin sign.
struct CaseVariants: Sendable {
    /// Made once: reading the mappings of all cased scalars takes milliseconds.
    static let table = CaseVariants()

    /// The cased scalars in ascending order.
    private let scalars: [UInt32]
    /// The scalar that stands for all cases of `scalars[i]`.
    private let representatives: [UInt32]
    private let variants: [UInt32: [UInt32]]

    private init() {
        var scalars: [UInt32] = []
        var representatives: [UInt32] = []
        var variants: [UInt32: [UInt32]] = [:]
        // No cased scalar lies beyond the supplementary multilingual plane.
        for value in UInt32(0x41)..<0x20000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            guard properties.changesWhenCaseMapped else { continue }
            let upper = CaseVariants.single(properties.uppercaseMapping) ?? scalar
            let lower = CaseVariants.single(upper.properties.lowercaseMapping) ?? upper
            scalars.append(value)
            representatives.append(lower.value)
            variants[lower.value, default: []].append(value)
        }
        self.scalars = scalars
        self.representatives = representatives
        self.variants = variants
    }

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }

    /// `ranges` and the other cases of what is in them.
    func closing(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var closed = ranges
        for range in ScalarSet(ranges).ranges {
            var index = firstIndex(from: range.lowerBound)
            while index < scalars.count, scalars[index] <= range.upperBound {
                for variant in variants[representatives[index]] ?? [] { closed.append(variant...variant) }
                index += 1
            }
        }
        return closed
    }

    private func firstIndex(from value: UInt32) -> Int {
        var low = 0
        var high = scalars.count
        while low < high {
            let middle = (low + high) / 2
            if scalars[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
