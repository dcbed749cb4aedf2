/// What each Unicode scalar becomes when texts are compared: decomposed, compatibility forms undone, lower case.
///
/// Scalars below U+3100 are answered from a table built once; the rest are computed.
struct ScalarFolding: Sendable {
    /// The table; building it takes about a millisecond.
    static let shared = ScalarFolding()

    private static let tableSize: UInt32 = 0x3100
    private let starts: [UInt16]
    private let pool: [UInt32]
    private let pairs: [UInt32: (base: UInt32, mark: UInt32)]
    private let punctuation: [UInt32: UInt32]
    private let katakana: [UInt32]

    private init() {
        var pairs: [UInt32: (base: UInt32, mark: UInt32)] = [:]
        for row in CanonicalPairs.rows {
            for (base, composed) in zip(row.bases.unicodeScalars, row.composed.unicodeScalars) {
                pairs[composed.value] = (base.value, row.mark)
            }
        }
        var punctuation: [UInt32: UInt32] = [:]
        for (plain, variants) in CompatibilityForms.punctuation {
            for scalar in variants.unicodeScalars { punctuation[scalar.value] = plain }
        }
        self.pairs = pairs
        self.punctuation = punctuation
        katakana = CompatibilityForms.halfWidthKatakana.unicodeScalars.map(\.value)
        let rules = Rules(pairs: pairs, punctuation: punctuation, katakana: katakana)
        var starts: [UInt16] = []
        var pool: [UInt32] = []
        for value in 0..<Self.tableSize {
            starts.append(UInt16(pool.count))
            rules.append(value, to: &pool)
        }
        starts.append(UInt16(pool.count))
        self.starts = starts
        self.pool = pool
    }

    /// What a visible ASCII character becomes.
    @inline(__always)
    static func ascii(_ value: UInt32) -> UInt32 { value &- 0x41 < 26 ? value | 0x20 : value == 0x60 ? 0x27 : value }

    /// Calls `emit` with every scalar that `value` becomes; none for invisible ones, a space for white space.
    @inline(__always)
    func fold(_ value: UInt32, _ emit: (UInt32) -> Void) {
        if value < 0x80, value >= 0x20 {
            emit(Self.ascii(value))
        } else if value < Self.tableSize {
            for index in Int(starts[Int(value)])..<Int(starts[Int(value) + 1]) { emit(pool[index]) }
        } else if value >= 0x3400, value < 0xA000 {
            emit(value)
        } else {
            var folded: [UInt32] = []
            Rules(pairs: pairs, punctuation: punctuation, katakana: katakana).append(value, to: &folded)
            for scalar in folded { emit(scalar) }
        }
    }
}

extension ScalarFolding {
    /// The rules behind the table.
    private struct Rules {
        let pairs: [UInt32: (base: UInt32, mark: UInt32)]
        let punctuation: [UInt32: UInt32]
        let katakana: [UInt32]

        func append(_ value: UInt32, to output: inout [UInt32]) {
            if ScalarClass.isInvisible(value) { return }
            if ScalarClass.isSpace(value) { return output.append(0x20) }
            if let plain = punctuation[value] { return output.append(plain) }
            if let expansion = CompatibilityForms.expansions[value] {
                return output.append(contentsOf: expansion.unicodeScalars.map(\.value))
            }
            if let plain = CompatibilityForms.arithmetic(value) { return append(plain, to: &output) }
            if value >= 0xFF66, value <= 0xFF9D { return append(katakana[Int(value - 0xFF66)], to: &output) }
            if value == 0xFF9E || value == 0xFF9F { return output.append(value == 0xFF9E ? 0x3099 : 0x309A) }
            if value >= 0xAC00, value <= 0xD7A3 { return appendHangul(value - 0xAC00, to: &output) }
            if let pair = pairs[value] {
                append(pair.base, to: &output)
                return output.append(pair.mark)
            }
            guard value >= 0x80, let scalar = Unicode.Scalar(value) else {
                return output.append(value &- 0x41 < 26 ? value | 0x20 : value)
            }
            let properties = scalar.properties
            if properties.numericType == .decimal, let digit = properties.numericValue, digit >= 0, digit < 10 {
                return output.append(0x30 + UInt32(digit))
            }
            if properties.changesWhenLowercased {
                return output.append(contentsOf: properties.lowercaseMapping.unicodeScalars.map(\.value))
            }
            output.append(value)
        }

        /// Hangul syllables decompose by arithmetic (The Unicode Standard, section 3.12).
        private func appendHangul(_ index: UInt32, to output: inout [UInt32]) {
            output.append(0x1100 + index / 588)
            output.append(0x1161 + index % 588 / 28)
            if index % 28 != 0 { output.append(0x11A7 + index % 28) }
        }
    }
}
