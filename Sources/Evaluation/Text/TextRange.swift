/// A half-open piece of a text, counted both ways the wire needs it.
package struct TextRange: Hashable, Sendable {
    /// Unicode scalar offsets from the start of the text.
    package let scalars: Range<Int>
    /// UTF-8 byte offsets from the start of the text.
    package let bytes: Range<Int>

    /// A range from offsets that are known to name the same place.
    package init(scalars: Range<Int>, bytes: Range<Int>) {
        self.scalars = scalars
        self.bytes = bytes
    }
}
