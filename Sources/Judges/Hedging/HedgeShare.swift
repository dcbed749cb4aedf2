/// Keeps second calls to a small share of all calls: each call earns a part of one. A provider that is slow for everybody
/// must not get twice the calls.
package struct HedgeShare: Sendable, Hashable {
    /// Calls that earn a second one.
    package static let callsPerHedge = 10
    /// Second calls that are saved up at most.
    package static let mostSaved = 10

    private var earned = 0

    package init() {}

    /// A call has begun.
    package mutating func noteCall() { earned = min(earned + 1, Self.callsPerHedge * Self.mostSaved) }

    /// Takes a second call out of what is earned; false when there is none.
    package mutating func take() -> Bool {
        guard earned >= Self.callsPerHedge else { return false }
        earned -= Self.callsPerHedge
        return true
    }

    /// A second call that was taken was not made.
    package mutating func giveBack() {
        earned = min(earned + Self.callsPerHedge, Self.callsPerHedge * Self.mostSaved)
    }
}
