/// Says whether places lie between quotation marks; asked in ascending order, it reads the text once.
struct QuoteTracker {
    private let text: ArraySlice<UInt8>
    private var place: Int
    private var isOpen = false

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        place = text.startIndex
    }

    /// Whether an odd number of quotation marks stands before `offset`. Offsets must not descend much: ranges end in
    /// order, and an earlier start is answered as of the furthest place read.
    mutating func isQuoted(_ offset: Int) -> Bool {
        while place < offset {
            if text[place] == 0x22 { isOpen.toggle() }
            place += 1
        }
        return isOpen
    }
}
