import JSON

/// Matches the calls that were made with those that were expected. Pure; pairs are compared by name, and where asked
/// by arguments and output.
struct ExpectedCalls {
    /// What besides the name must agree.
    struct Demands: Equatable {
        var arguments = false
        var output = false
    }

    /// How the calls are matched.
    enum Order { case any, kept, exact }

    /// One expected call.
    struct Match: Equatable {
        /// Place among the calls made; nil when nothing matches.
        let called: Int?
        /// 0 to 1.
        let agreement: Double
    }

    /// For each expected call.
    let matches: [Match]
    /// 0 to 1.
    let score: Double
    /// Some calls were too many to compare.
    let isTruncated: Bool

    /// Calls of each list that are compared.
    static let most = 500

    init(expected: [ToolCall], called: [ToolCall], order: Order, demands: Demands) {
        let wanted = expected.prefix(Self.most).map { Signature($0, demands) }
        let made = called.prefix(Self.most).map { Signature($0, demands) }
        isTruncated = expected.count > Self.most || called.count > Self.most
        switch order {
        case .exact:
            let isEqual = expected.count == called.count && zip(wanted, made).allSatisfy { $0.agreement(with: $1) == 1 }
            matches = wanted.indices.map { place in
                let agreement = made.indices.contains(place) ? wanted[place].agreement(with: made[place]) : 0
                return Match(called: agreement > 0 ? place : nil, agreement: agreement)
            }
            score = isEqual ? 1 : 0
            return
        case .kept: matches = Self.inOrder(wanted, made)
        case .any: matches = Self.anywhere(wanted, made)
        }
        // No tool expected and none called is as it should be.
        score =
            wanted.isEmpty
            ? (called.isEmpty ? 1 : 0) : matches.reduce(0) { $0 + $1.agreement } / Double(wanted.count)
    }

    /// Best pairs first, each call used once; of equal pairs the earlier ones.
    private static func anywhere(_ wanted: [Signature], _ made: [Signature]) -> [Match] {
        var byName: [String: [Int]] = [:]
        for (place, call) in made.enumerated() { byName[call.name, default: []].append(place) }
        var pairs: [(agreement: Double, expected: Int, called: Int)] = []
        for (place, call) in wanted.enumerated() {
            for other in byName[call.name] ?? [] {
                let agreement = call.agreement(with: made[other])
                if agreement > 0 { pairs.append((agreement, place, other)) }
            }
        }
        pairs.sort { ($1.agreement, $0.expected, $0.called) < ($0.agreement, $1.expected, $1.called) }
        var matches = wanted.map { _ in Match(called: nil, agreement: 0) }
        var used: Set<Int> = []
        for pair in pairs where matches[pair.expected].called == nil && !used.contains(pair.called) {
            used.insert(pair.called)
            matches[pair.expected] = Match(called: pair.called, agreement: pair.agreement)
        }
        return matches
    }

    /// The common subsequence of greatest total agreement.
    private static func inOrder(_ wanted: [Signature], _ made: [Signature]) -> [Match] {
        let width = made.count + 1
        var agreements = [Double](repeating: 0, count: wanted.count * made.count)
        var best = [Double](repeating: 0, count: (wanted.count + 1) * width)
        for row in wanted.indices {
            for column in made.indices {
                let agreement = wanted[row].agreement(with: made[column])
                agreements[row * made.count + column] = agreement
                best[(row + 1) * width + column + 1] = max(
                    best[row * width + column + 1], best[(row + 1) * width + column],
                    best[row * width + column] + agreement)
            }
        }
        var matches = wanted.map { _ in Match(called: nil, agreement: 0) }
        var row = wanted.count
        var column = made.count
        while row > 0, column > 0 {
            let value = best[row * width + column]
            if value == best[(row - 1) * width + column] {
                row -= 1
            } else if value == best[row * width + column - 1] {
                column -= 1
            } else {
                matches[row - 1] = Match(
                    called: column - 1, agreement: agreements[(row - 1) * made.count + column - 1])
                row -= 1
                column -= 1
            }
        }
        return matches
    }
}

extension ExpectedCalls {
    /// A call ready to be compared.
    private struct Signature {
        /// Members that are compared one by one; larger arguments are equal or not.
        private static let mostMembers = 64

        let name: String
        private let demands: Demands
        private let members: [String: String]?
        private let arguments: String
        private let output: String

        init(_ call: ToolCall, _ demands: Demands) {
            name = call.name
            self.demands = demands
            guard demands != Demands() else {
                members = nil
                arguments = ""
                output = ""
                return
            }
            var given = call.arguments ?? [:]
            if given.isNull { given = [:] }
            arguments = demands.arguments ? CanonicalJSON.text(of: given) : ""
            output = demands.output ? CanonicalJSON.text(of: call.output ?? .null) : ""
            let object = demands.arguments ? given.object : nil
            members = object.flatMap { object in
                object.count > Self.mostMembers
                    ? nil
                    : Dictionary(object.members.map { ($0.key, CanonicalJSON.text(of: $0.value)) }) { first, _ in first
                    }
            }
        }

        /// 0 to 1: the share of equal members of both; 0 for another name or another output.
        func agreement(with other: Signature) -> Double {
            guard name == other.name, output == other.output else { return 0 }
            guard demands.arguments, arguments != other.arguments else { return 1 }
            guard let members, let others = other.members else { return 0 }
            let equal = members.count { others[$0.key] == $0.value }
            let all = members.count + others.keys.count { members[$0] == nil }
            return all == 0 ? 1 : Double(equal) / Double(all)
        }
    }
}
