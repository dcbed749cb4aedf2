/// Waits until `condition` holds, for at most `limit`; false when it never did.
func eventually(within limit: Duration = .seconds(600), _ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(1))
    }
    return true
}
