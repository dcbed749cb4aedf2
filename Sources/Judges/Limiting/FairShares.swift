/// Who is next among those who share a provider: start-time fair queueing (Goyal, Vin and Cheng, 1996) with one unit of
/// cost a call, its tags given out when a call begins.
///
/// A flow that was idle, or could not be served, joins at the virtual time of now: it neither saves up a claim nor pays
/// for what others took meanwhile.
package struct FairShares: Sendable {
    /// Those who take turns.
    package enum Flow: Sendable, Hashable {
        case campaign(String)
        /// All calls whose client has given up: together a sixteenth of what a campaign gets.
        case late

        fileprivate var cost: Double { self == .late ? 16 : 1 }
    }

    private var virtualTime = 0.0
    private var finish: [Flow: Double] = [:]
    /// Flows remembered at most before those with nothing to remember are dropped.
    private var bound = 64

    package init() {}

    /// Flows that are remembered.
    package var count: Int { finish.count }

    /// The flow's place in line: the lowest is next.
    package func start(of flow: Flow) -> Double { max(virtualTime, finish[flow] ?? virtualTime) }

    /// A flow has something to serve after it had nothing.
    package mutating func join(_ flow: Flow) {
        // A client that has just given up is not worth a call that another one waits for.
        if flow == .late, finish[flow] ?? 0 <= virtualTime { finish[flow] = virtualTime + flow.cost }
    }

    /// The flow is served one call.
    package mutating func serve(_ flow: Flow) {
        let start = start(of: flow)
        virtualTime = start
        finish[flow] = start + flow.cost
        guard finish.count > bound else { return }
        finish = finish.filter { $0.value > virtualTime }
        bound = max(64, finish.count * 2)
    }
}
