/// Why a metric cannot be measured with the options of a request; only another request can change that.
package enum OptionError: Error, Sendable, Hashable {
    /// Options or parts of the request that are not there.
    case missing([String])
    /// An option that cannot be used, and what is wrong with it.
    case unusable(String, String)

    /// What the engine is told.
    package var needs: MetricNeeds {
        switch self {
        case .missing(let names): .missing(names)
        case .unusable(let name, let problem): .notApplicable("The option \(name) \(problem).")
        }
    }
}
