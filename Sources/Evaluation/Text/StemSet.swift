/// The stems of a text's content words, each once. Sorted: to compare two of a few dozen words costs less than to hash one.
package struct StemSet: Sendable, Hashable {
    private let sorted: [Int]

    init(_ words: [Token]) {
        var stems: [Int] = []
        stems.reserveCapacity(words.count)
        for word in words where word.isContent { stems.append(word.stem) }
        stems.sort()
        var count = 0
        for place in stems.indices where place == 0 || stems[place] != stems[place - 1] {
            stems[count] = stems[place]
            count += 1
        }
        stems.removeSubrange(count...)
        sorted = stems
    }

    package var count: Int { sorted.count }
    package var isEmpty: Bool { sorted.isEmpty }

    /// How many stems both hold.
    func shared(with other: StemSet) -> Int {
        var shared = 0
        var start = 0
        for stem in sorted {
            start = other.place(of: stem, from: start)
            guard start < other.sorted.count else { break }
            if other.sorted[start] == stem { shared += 1 }
        }
        return shared
    }

    /// How many stems some of the others hold.
    func shared(withAnyOf others: [StemSet]) -> Int {
        if others.count == 1 { return shared(with: others[0]) }
        return sorted.count { stem in others.contains { $0.contains(stem) } }
    }

    func contains(_ stem: Int) -> Bool {
        let place = place(of: stem, from: 0)
        return place < sorted.count && sorted[place] == stem
    }

    /// The first place with a stem that is not smaller, found by halving.
    private func place(of stem: Int, from start: Int) -> Int {
        var low = start
        var high = sorted.count
        while low < high {
            let middle = low + (high - low) / 2
            if sorted[middle] < stem { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
