/// What each turn of a conversation is to an evaluation, by role and whether it says anything: cheap to make.
struct ConversationOutline {
    /// What a turn is.
    enum Kind {
        case user
        /// An assistant turn with words.
        case judged
        /// An assistant turn that says nothing, and calls no tool either.
        case silent
        /// A system or tool turn, a call of a tool without words, a user turn without words.
        case background
    }

    /// In the order of the turns.
    let kinds: [Kind]
    /// What a user says, with what the assistant replies; an opening of the assistant is a unit without users.
    let units: [ConversationTask.Unit]

    init(_ turns: [Turn]) {
        let kinds = turns.indices.map { place -> Kind in
            let turn = turns[place]
            switch turn.role {
            case .system, .tool: return .background
            case .user: return Self.says(turn.content) ? .user : .background
            case .assistant:
                if Self.says(turn.content) { return .judged }
                let callsTool = turn.toolsCalled?.isEmpty == false
                let isFollowedByTool = place + 1 < turns.count && turns[place + 1].role == .tool
                return callsTool || isFollowedByTool ? .background : .silent
            }
        }
        var units: [(users: [Int], assistants: [Int])] = []
        // A silent reply ends a unit without being part of it.
        var isAnswered = true
        for (place, kind) in kinds.enumerated() {
            switch kind {
            case .user:
                if isAnswered { units.append(([], [])) }
                units[units.count - 1].users.append(place + 1)
                isAnswered = false
            case .judged:
                if units.isEmpty { units.append(([], [])) }
                units[units.count - 1].assistants.append(place + 1)
                isAnswered = true
            case .silent: isAnswered = true
            case .background: break
            }
        }
        self.kinds = kinds
        self.units = units.enumerated().map { place, unit in
            ConversationTask.Unit(id: "u\(place + 1)", users: unit.users, assistants: unit.assistants)
        }
    }

    /// Numbers of the turns of a kind.
    func numbers(of kind: Kind) -> [Int] { kinds.indices.filter { kinds[$0] == kind }.map { $0 + 1 } }

    func has(_ kind: Kind) -> Bool { kinds.contains(kind) }

    /// The number of the first turn that a user speaks in; nil when none does.
    var firstUser: Int? { kinds.firstIndex(of: .user).map { $0 + 1 } }

    /// Whether a text has a letter, a digit or a symbol that says something by itself, such as emoji.
    private static func says(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            let value = scalar.value
            if value < 0x80 { return (0x30...0x39).contains(value) || (0x61...0x7A).contains(value | 0x20) }
            return ScalarClass.isLetter(value) || ScalarClass.isDigit(value) || value >= 0x1_F000 && value < 0xE_0000
                || (0x2600..<0x27C0).contains(value)
        }
    }
}
