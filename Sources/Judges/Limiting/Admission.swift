/// What a call asks of the limiter.
package struct Admission: Sendable, Hashable {
    /// Whose limits hold for it.
    package var key: BulkheadKey
    /// For whom it is made. Default: nobody in particular.
    package var origin: CallOrigin
    /// Tokens it may cost, question and answer, at least 0. Default: 0.
    package var tokens: Int
    /// What the operator allows for this model and key. Default: no limit.
    package var rates: RatePlan
    /// How long it waits while the provider turns everything away. Default: 300 s.
    package var patience: Duration

    package init(
        key: BulkheadKey, origin: CallOrigin = CallOrigin(), tokens: Int = 0, rates: RatePlan = RatePlan(),
        patience: Duration = .seconds(300)
    ) {
        self.key = key
        self.origin = origin
        self.tokens = max(0, tokens)
        self.rates = rates
        self.patience = patience
    }

    /// Why a call may not be made.
    package enum Refusal: Error, Sendable, Hashable {
        /// The provider turned everything away for as long as the call, or the client behind it, could wait.
        case throttled
        /// The requests or tokens of the minute are used up, and the client does not wait until there are more.
        case noBudget
        /// The caller's task was cancelled.
        case cancelled

        /// One sentence for people.
        package var message: String {
            switch self {
            case .throttled: "the provider turned all calls away for too much traffic, and the time to wait is over"
            case .noBudget: "the requests or tokens of this minute are used up until after the client's deadline"
            case .cancelled: "the call was cancelled"
            }
        }
    }
}

/// For whom a call is made: decides its turn.
package struct CallOrigin: Sendable, Hashable {
    /// Campaigns share a provider evenly. Default: empty, as if all such calls were of one campaign.
    package var campaign: String
    /// When the client stops waiting for the result, on the judges' clock. Default: nil, nobody waits.
    package var deadline: Duration?
    /// A budget is spent: nothing is asked that could be done without. Default: false.
    package var isSparing = false

    package init(campaign: String = "", deadline: Duration? = nil) {
        self.campaign = campaign
        self.deadline = deadline
    }
}

/// What an operator allows itself at a provider, for each model and key.
package struct RatePlan: Sendable, Hashable {
    /// Default: nil, no limit.
    package var requestsPerMinute: Int?
    /// Default: nil, no limit.
    package var tokensPerMinute: Int?
    /// What holds in place of a limit that is not set, until the provider says what is left. Default: nil, nothing.
    package var assumed: ModelLimits?

    package init(requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil) {
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
    }
}
