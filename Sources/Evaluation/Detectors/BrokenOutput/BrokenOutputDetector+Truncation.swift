extension BrokenOutputDetector {
    /// Whether an output seems to break off: an open code fence, or a long text that ends without a stop.
    ///
    /// A hint for reports only: what is there may answer the question. Lists, headings, code, verses and short answers
    /// end without a stop by right. Linear time.
    package func isTruncated(_ output: TokenizedText) -> Bool {
        let scalars = output.original.scalars
        if Self.hasOpenFence(scalars) { return true }
        guard output.words.count >= 30, let last = scalars.lastIndex(where: { !ScalarClass.isSpace($0) }) else {
            return false
        }
        let value = scalars[last]
        if value == 0x2C || value == 0x2D { return true }
        guard ScalarClass.isLetter(value) else { return false }
        // The last line of a list or a poem is short; a paragraph that stops in the middle is not.
        var start = last
        while start > 0, scalars[start - 1] != 0x0A { start -= 1 }
        return last - start >= 120
    }

    private static func hasOpenFence(_ scalars: [UInt32]) -> Bool {
        var isOpen = false
        var isLineStart = true
        var index = 0
        while index < scalars.count {
            let value = scalars[index]
            if value == 0x0A {
                isLineStart = true
            } else if isLineStart, value != 0x20 {
                isLineStart = false
                if value == 0x60, index + 2 < scalars.count, scalars[index + 1] == 0x60, scalars[index + 2] == 0x60 {
                    isOpen.toggle()
                }
            }
            index += 1
        }
        return isOpen
    }
}
