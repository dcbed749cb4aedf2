internal import JSON

extension ModelTableReader {
    private static let limitKeys = ["requests_per_minute", "tokens_per_minute", "tier", "source", "as_of"]

    /// The limits of a row, which have a source of their own: providers publish them apart from everything else.
    mutating func limits(_ value: JSONValue?, at place: String) -> ModelLimits? {
        guard let value, !value.isNull, let object = object(value, at: place, keys: Self.limitKeys) else { return nil }
        let requests = count(object["requests_per_minute"], at: "\(place).requests_per_minute")
        let tokens = count(object["tokens_per_minute"], at: "\(place).tokens_per_minute")
        if object["requests_per_minute"]?.isNull ?? true, object["tokens_per_minute"]?.isNull ?? true {
            report(place, "must say how many requests or tokens a minute, or be null")
        }
        let tier = text(object["tier"], at: "\(place).tier")
        if object["tier"]?.isNull ?? true { report("\(place).tier", "must say for which accounts the limits are") }
        provenance(of: object, at: place)
        guard let tier, requests != nil || tokens != nil else { return nil }
        return ModelLimits(requestsPerMinute: requests, tokensPerMinute: tokens, tier: tier)
    }
}
