/// The way that answers take through a tree.
struct DecisionPath {
    /// One question on the way.
    struct Turn {
        let node: DecisionTree.Node
        let answer: ChecklistFindings.Item
    }

    let turns: [Turn]
    /// Where the way ends; never a question. Nil when an answer is none of its question's choices.
    let end: DecisionTree.Branch?
    /// The probability that every answer on the way is right, 0 to 0.99.
    let confidence: Double

    /// - Parameter answers: to the questions of the tree, in its order.
    init(through tree: DecisionTree, answers: [ChecklistFindings.Item]) {
        var turns: [Turn] = []
        var place = 0
        var sure = 1.0
        var end: DecisionTree.Branch?
        // A tree leads to none of its questions twice; the bound holds all the same.
        while turns.count < tree.nodes.count, tree.nodes.indices.contains(place), answers.indices.contains(place) {
            let node = tree.nodes[place]
            let answer = answers[place]
            turns.append(Turn(node: node, answer: answer))
            sure *= answer.certainty
            guard let choice = node.choices.firstIndex(of: answer.choice), choice < node.branches.count else { break }
            guard case .node(let next) = node.branches[choice] else {
                end = node.branches[choice]
                break
            }
            place = next
        }
        self.turns = turns
        self.end = end
        confidence = min(Certainty.highest, sure)
    }
}
