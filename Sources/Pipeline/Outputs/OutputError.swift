/// Why an output did not confirm. The effect may have happened; repeating it is harmless by design.
package enum OutputError: Error, Hashable, CustomStringConvertible {
    /// The dependency is away, slow, full or not allowing it now: try again later.
    case unavailable(String)
    /// The dependency refuses this very message for good (too large): repeating cannot help.
    case refused(String)
    /// The work was cancelled by a shutdown.
    case cancelled

    package var description: String {
        switch self {
        case .unavailable(let text): "unavailable: \(text)"
        case .refused(let text): "refused: \(text)"
        case .cancelled: "cancelled"
        }
    }
}
