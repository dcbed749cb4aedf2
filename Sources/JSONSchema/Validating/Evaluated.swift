/// Which parts of one array or object keywords have looked at, for `unevaluatedItems` and `unevaluatedProperties`.
struct Evaluated {
    /// Members by their places.
    var members: Set<Int> = []
    /// How many elements from the first on.
    var prefix = 0
    /// Elements behind those, by their places.
    var elements: Set<Int> = []

    mutating func formUnion(_ other: Evaluated) {
        if members.isEmpty { members = other.members } else { members.formUnion(other.members) }
        if elements.isEmpty { elements = other.elements } else { elements.formUnion(other.elements) }
        prefix = max(prefix, other.prefix)
    }
}
