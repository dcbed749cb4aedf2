/// Decides whether a text matches, with a deterministic automaton that is built where the text leads.
///
/// A state is the set of instructions that wait for the next scalar, and what an assertion must know of the last one.
/// The states met are kept in a cache of bounded size; when the text keeps leading to new ones, the sets are
/// followed without keeping them. Either way a scalar costs at most a step for each instruction.
struct LazyAutomaton {
    /// What has to match.
    enum Goal: Sendable {
        case anywhere
        case whole
    }

    /// Most bytes that the cached states may take, roughly.
    private static let cacheBytes = 1 << 20

    private enum Target {
        static let unknown: Int32 = -1
        static let rejected: Int32 = -2
        static let accepted: Int32 = -3
    }

    private struct State: Hashable {
        var waiting: [UInt64]
        var context: Program.Context
    }

    /// Steps that may still be taken.
    private(set) var work: Int

    private let program: Program
    private let goal: Goal
    private let stride: Int
    private let capacity: Int
    private var states: [State] = []
    private var numbers: [State: Int32] = [:]
    private var transitions: [Int32] = []
    private var unspentScalars = 0

    // Room for one step, kept from step to step.
    private var visited: [UInt64]
    private var next: [UInt64]
    private var stack: [Int] = []

    init(program: Program, goal: Goal, work: Int) {
        self.program = program
        self.goal = goal
        self.work = work
        stride = program.endClass + 1
        let words = (program.instructions.count + 63) / 64
        capacity = max(8, LazyAutomaton.cacheBytes / (stride * 4 + words * 8 + 64))
        visited = [UInt64](repeating: 0, count: words)
        next = visited
    }

    /// Whether `text` matches; used once.
    mutating func accepts(_ text: String) throws(PatternWorkExhausted) -> Bool {
        var start = State(waiting: next, context: program.startContext)
        start.waiting[0] = 1
        var number = remember(start)
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            unspentScalars &+= 1
            let symbol = program.classes.number(of: scalar)
            var target = transitions[Int(number) &* stride &+ symbol]
            if target == Target.unknown {
                try spendCachedScalars()
                let state = states[Int(number)]
                target = try step(from: state, on: symbol)
                if target == Target.unknown {
                    let following = State(waiting: next, context: program.contexts[symbol])
                    if let known = numbers[following] {
                        target = known
                    } else if states.count < capacity {
                        target = remember(following)
                    } else if cacheServesWell {
                        forgetStates()
                        number = remember(following)
                        continue
                    } else {
                        return try follow(following, scalars)
                    }
                }
                transitions[Int(number) * stride + symbol] = target
            }
            guard target >= 0 else { return target == Target.accepted }
            number = target
        }
        try spendCachedScalars()
        return try step(from: states[Int(number)], on: program.endClass) == Target.accepted
    }

    /// Whether states were met again often enough to be worth keeping.
    private var cacheServesWell: Bool { scalarsInCache >= 10 * capacity }
    private var scalarsInCache = 0

    /// Goes on without the cache.
    private mutating func follow(
        _ state: State, _ rest: String.UnicodeScalarView.Iterator
    ) throws(PatternWorkExhausted) -> Bool {
        var state = state
        var scalars = rest
        while let scalar = scalars.next() {
            let symbol = program.classes.number(of: scalar)
            let target = try step(from: state, on: symbol)
            if target != Target.unknown { return target == Target.accepted }
            swap(&state.waiting, &next)
            state.context = program.contexts[symbol]
        }
        return try step(from: state, on: program.endClass) == Target.accepted
    }

    /// Moves every waiting thread over `symbol` into `next`; says when that decides the text.
    private mutating func step(from state: State, on symbol: Int) throws(PatternWorkExhausted) -> Int32 {
        for index in next.indices {
            next[index] = 0
            visited[index] = 0
        }
        let after = program.contexts[symbol]
        var taken = next.count
        var isAccepted = false
        var isWaiting = goal == .anywhere
        if isWaiting { next[0] = 1 }
        for (word, bits) in state.waiting.enumerated() where bits != 0 {
            var bits = bits
            while bits != 0 {
                stack.append(word << 6 | bits.trailingZeroBitCount)
                bits &= bits - 1
            }
            while let place = stack.popLast() {
                let mask: UInt64 = 1 << UInt64(place & 63)
                if visited[place >> 6] & mask != 0 { continue }
                visited[place >> 6] |= mask
                taken += 1
                var reads = false
                switch program.instructions[place] {
                case .one(let number): reads = number == symbol
                case .set(let set): reads = symbol != program.endClass && program.classes.isMember(symbol, of: set)
                case .split(let first, let second):
                    stack.append(second)
                    stack.append(first)
                case .jump(let target): stack.append(target)
                case .assert(let assertion):
                    if Program.holds(assertion, state.context, after) { stack.append(place + 1) }
                case .match: isAccepted = isAccepted || goal == .anywhere || symbol == program.endClass
                }
                if reads {
                    next[(place + 1) >> 6] |= 1 << UInt64((place + 1) & 63)
                    isWaiting = true
                }
            }
        }
        try spend(taken)
        if isAccepted { return Target.accepted }
        return isWaiting ? Target.unknown : Target.rejected
    }

    private mutating func remember(_ state: State) -> Int32 {
        let number = Int32(states.count)
        states.append(state)
        numbers[state] = number
        transitions.append(contentsOf: repeatElement(Target.unknown, count: stride))
        return number
    }

    private mutating func forgetStates() {
        states.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        transitions.removeAll(keepingCapacity: true)
        scalarsInCache = 0
    }

    /// Accounts for the scalars that cached transitions took over.
    private mutating func spendCachedScalars() throws(PatternWorkExhausted) {
        let scalars = unspentScalars
        unspentScalars = 0
        scalarsInCache += scalars
        try spend(scalars)
    }

    private mutating func spend(_ steps: Int) throws(PatternWorkExhausted) {
        work -= steps
        if work < 0 { throw PatternWorkExhausted() }
    }
}
