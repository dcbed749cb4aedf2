package import JSON

/// Where a result goes, read from the result itself, so that a repeated one goes the same way.
package enum Route: String, Sendable, Hashable {
    case completed
    case manualReview = "manual_review"
    /// Both topics: an audited result, or every reviewed one where the configuration says so.
    case both

    /// The route of a result as the wire has it.
    ///
    /// - Parameter reviewsAreCompleted: results that need review also go to the completed topic.
    package init(result: JSONObject, reviewsAreCompleted: Bool) {
        if result["status"] == "needs_review" {
            self = reviewsAreCompleted ? .both : .manualReview
        } else if result["review"]?["reasons"]?.array?.isEmpty == false {
            self = .both
        } else {
            self = .completed
        }
    }
}
