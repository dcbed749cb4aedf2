internal import Evaluation

extension CallFailure {
    /// What the failure says about the endpoint.
    ///
    /// - Parameter isUsualModel: the call asked for the configured model. A key may lack the right to another one.
    func sign(isUsualModel: Bool) -> CircuitState.Sign {
        let error = JudgeError(code, message)
        switch failureClass {
        case .providerFinal: return isUsualModel ? .refused(error) : .nothing
        case .repairable: return .answered
        case .transient, .requestFinal:
            switch code {
            case .unavailable, .timedOut: return .failed(error)
            case .rateLimited: return .turnedAway(error)
            // Turned away without a reason: one question may be to blame, or everybody.
            case .unauthorized: return isUsualModel ? .failed(error) : .nothing
            // An empty answer may be the question's fault, a broken one the network's.
            case .malformed, .cancelled: return .nothing
            default: return .answered
            }
        }
    }
}
