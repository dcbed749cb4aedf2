/// Writes a pattern's tree out as instructions.
struct ProgramCompiler {
    private var instructions: [Program.Instruction] = []
    /// For each set of the pattern the instruction that reads it.
    private let reads: [Program.Instruction]

    /// Compiles a tree whose size and depth its parser has checked.
    static func compile(_ tree: PatternNode, of parser: PatternParser) -> Program {
        var sets = parser.sets
        var wordSet: Int?
        var lineEndSet: Int?
        if !parser.assertions.isDisjoint(with: [.wordBoundary, .noWordBoundary]) {
            wordSet = sets.count
            sets.append(.words(ascii: parser.isECMAScript))
        }
        if !parser.assertions.isDisjoint(with: [.lineStart, .lineEnd]) {
            lineEndSet = sets.count
            sets.append(parser.lineEnds)
        }
        let classes = ScalarClasses(sets)
        let contexts = (0..<classes.count).map { number in
            var context = Program.Context()
            if let wordSet, classes.isMember(number, of: wordSet) { context.insert(.word) }
            if let lineEndSet, classes.isMember(number, of: lineEndSet) { context.insert(.lineEnd) }
            return context
        }
        let edge: Program.Context = parser.assertions.isEmpty ? [] : .textEdge
        var compiler = ProgramCompiler(
            reads: (0..<parser.sets.count).map { classes.onlyClass(of: $0).map(Program.Instruction.one) ?? .set($0) })
        compiler.emit(tree)
        return Program(
            instructions: compiler.instructions + [.match], classes: classes, contexts: contexts + [edge],
            startContext: edge)
    }

    private init(reads: [Program.Instruction]) { self.reads = reads }

    private var here: Int { instructions.count }

    private mutating func emit(_ node: PatternNode) {
        switch node.kind {
        case .empty: break
        case .set(let number): instructions.append(reads[number])
        case .assertion(let assertion): instructions.append(.assert(assertion))
        case .sequence(let parts): for part in parts { emit(part) }
        case .alternatives(let choices): emit(choices)
        case .repetition(let body, let minimum, let maximum, let isGreedy):
            if let maximum {
                for _ in 0..<minimum { emit(body) }
                emitOptional(body, times: maximum - minimum, isGreedy: isGreedy)
            } else {
                for _ in 0..<max(0, minimum - 1) { emit(body) }
                emitLoop(body, atLeastOnce: minimum > 0, isGreedy: isGreedy)
            }
        }
    }

    private mutating func emit(_ choices: [PatternNode]) {
        var exits: [Int] = []
        for (place, choice) in choices.enumerated() {
            guard place < choices.count - 1 else {
                emit(choice)
                break
            }
            let split = here
            instructions.append(.split(split + 1, split + 1))
            emit(choice)
            exits.append(here)
            instructions.append(.jump(here))
            instructions[split] = .split(split + 1, here)
        }
        for exit in exits { instructions[exit] = .jump(here) }
    }

    private mutating func emitOptional(_ body: PatternNode, times: Int, isGreedy: Bool) {
        var splits: [Int] = []
        for _ in 0..<times {
            splits.append(here)
            instructions.append(.jump(here))
            emit(body)
        }
        for split in splits { instructions[split] = fork(split + 1, here, isGreedy) }
    }

    /// Emits `body*` or `body+`.
    ///
    /// A body that can be empty is entered once before the loop, `(?:body+)?`: so an iteration that matched nothing
    /// goes on behind the loop, as in Perl and Python, instead of ending a thread that has been there.
    private mutating func emitLoop(_ body: PatternNode, atLeastOnce: Bool, isGreedy: Bool) {
        let entry = here
        if !atLeastOnce { instructions.append(.jump(here)) }
        let loop = here
        emit(body)
        if atLeastOnce || body.isNullable {
            instructions.append(fork(loop, here + 1, isGreedy))
        } else {
            instructions.append(.jump(entry))
        }
        if !atLeastOnce { instructions[entry] = fork(loop, here, isGreedy) }
    }

    private func fork(_ inside: Int, _ outside: Int, _ isGreedy: Bool) -> Program.Instruction {
        isGreedy ? .split(inside, outside) : .split(outside, inside)
    }
}
