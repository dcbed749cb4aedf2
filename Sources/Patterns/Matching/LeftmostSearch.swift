/// Finds the leftmost match with threads that are followed side by side, in order of preference.
struct LeftmostSearch {
    private struct Thread {
        let place: Int
        let start: Int
    }

    /// Steps that may still be taken.
    private(set) var work: Int

    private let program: Program
    private var visited: [Int]
    private var stack: [Int] = []
    private var waiting: [Thread] = []
    private var reached: [Thread] = []

    init(program: Program, work: Int) {
        self.program = program
        self.work = work
        visited = [Int](repeating: -1, count: program.instructions.count)
    }

    /// The range of the match in scalars; used once.
    mutating func firstMatch(in text: String) throws(PatternWorkExhausted) -> Range<Int>? {
        var best: Range<Int>?
        var before = program.startContext
        var position = 0
        var scalars = text.unicodeScalars.makeIterator()
        while true {
            let scalar = scalars.next()
            let symbol = scalar.map(program.classes.number(of:)) ?? program.endClass
            let after = program.contexts[symbol]
            reached.removeAll(keepingCapacity: true)
            for thread in waiting { reach(from: thread, at: position, before, after) }
            // A match that starts later never beats one that was found.
            if best == nil { reach(from: Thread(place: 0, start: position), at: position, before, after) }
            try spend(reached.count + 1)
            if let match = advance(over: symbol) { best = match..<position }
            if scalar == nil || (best != nil && waiting.isEmpty) { return best }
            before = after
            position += 1
        }
    }

    /// Follows a thread without reading, preferred ways first, and keeps where it must read or matches.
    private mutating func reach(
        from thread: Thread, at position: Int, _ before: Program.Context, _ after: Program.Context
    ) {
        stack.append(thread.place)
        while let place = stack.popLast() {
            guard visited[place] != position else { continue }
            visited[place] = position
            work &-= 1
            switch program.instructions[place] {
            case .one, .set, .match: reached.append(Thread(place: place, start: thread.start))
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .jump(let target): stack.append(target)
            case .assert(let assertion):
                if Program.holds(assertion, before, after) { stack.append(place + 1) }
            }
        }
    }

    /// Moves the reached threads over `symbol`. A thread that matches gives its start and ends the less preferred ones.
    private mutating func advance(over symbol: Int) -> Int? {
        waiting.removeAll(keepingCapacity: true)
        for thread in reached {
            let reads: Bool
            switch program.instructions[thread.place] {
            case .one(let number): reads = number == symbol
            case .set(let set): reads = symbol != program.endClass && program.classes.isMember(symbol, of: set)
            case .match: return thread.start
            case .split, .jump, .assert: reads = false
            }
            if reads { waiting.append(Thread(place: thread.place + 1, start: thread.start)) }
        }
        return nil
    }

    private mutating func spend(_ steps: Int) throws(PatternWorkExhausted) {
        work -= steps
        if work < 0 { throw PatternWorkExhausted() }
    }
}
