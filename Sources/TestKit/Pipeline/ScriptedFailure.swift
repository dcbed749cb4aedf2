package import Pipeline

/// How one call of an output fails in a test.
package enum ScriptedFailure: Sendable, Hashable {
    /// Nothing happens.
    case before(OutputError)
    /// The effect happens, only its confirmation is lost.
    case after(OutputError)
}
