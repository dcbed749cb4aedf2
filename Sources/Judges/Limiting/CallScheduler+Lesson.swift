internal import Evaluation

extension CallScheduler.Lesson {
    /// What a failed call says to all that wait for the same provider.
    ///
    /// - Parameters:
    ///   - pause: until the question's next call; nil when it has none.
    ///   - policy: the question's.
    package init(of failure: CallFailure, pause: Duration?, _ policy: RetryPolicy) {
        guard failure.isThrottling else {
            switch failure.code {
            case .timedOut: self = .timedOut
            case .cancelled: self = .unheard
            default: self = .none
            }
            return
        }
        var asked: Duration?
        // No time, or one that has passed, is no wish: as if the provider had named none.
        if case .transient(let retryAfter?) = failure.failureClass, retryAfter > .zero { asked = retryAfter }
        // The others wait as long as this question does; when it gives up, as long as the provider asks for.
        self = .throttled(
            pause: min(pause ?? max(asked ?? .zero, policy.firstPause), policy.longestRetryAfter),
            isAsked: asked != nil, longest: policy.longestPause)
    }
}
