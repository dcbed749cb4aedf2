private import Synchronization

/// A value that is made when it is first asked for.
///
/// Of several who ask at once each may make it, and all get the same one.
final class Late<Value: Sendable>: Sendable {
    private final class Made: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private let made = AtomicLazyReference<Made>()
    private let make: @Sendable () -> Value

    /// - Parameter make: gives the same value each time.
    init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    var value: Value { made.load()?.value ?? made.storeIfNil(Made(make())).value }
}
