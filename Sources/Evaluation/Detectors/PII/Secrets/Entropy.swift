import Glibc

/// Shannon entropy of short byte strings, which tells random keys from words.
enum Entropy {
    /// Bits per byte, 0...8; 0 for nothing.
    static func bitsPerByte(_ bytes: ArraySlice<UInt8>) -> Double {
        guard !bytes.isEmpty else { return 0 }
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let total = Double(bytes.count)
        return counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / total
            return sum - share * log2(share)
        }
    }
}
