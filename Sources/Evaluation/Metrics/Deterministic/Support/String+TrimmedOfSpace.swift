extension String {
    /// Without white space at both ends.
    var trimmedOfSpace: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !ScalarClass.isSpace($0.value) }),
            let last = scalars.lastIndex(where: { !ScalarClass.isSpace($0.value) })
        else { return "" }
        return String(scalars[first...last])
    }
}
