/// The members of a JSON object, in the order they were written.
///
/// Lookup walks the members: the objects met here have a few dozen at most, where that beats hashing.
package struct JSONObject: Sendable, Hashable {
    /// One name with its value.
    package struct Member: Sendable, Hashable {
        package let key: String
        package var value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in order; keys are unique.
    package private(set) var members: [Member] = []

    package init() {}

    /// Builds an object; a repeated key keeps its first place and takes the last value.
    package init(_ pairs: [(String, JSONValue)]) {
        members.reserveCapacity(pairs.count)
        for (key, value) in pairs { self[key] = value }
    }

    /// Takes members whose keys the caller has checked to be unique.
    init(uniqueMembers: [Member]) { members = uniqueMembers }

    /// The value under `key`. Setting nil removes the member, setting a new key appends it.
    package subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }
    package var keys: [String] { members.map(\.key) }

    /// Appends a member whose key the caller knows to be new; the fast way to build a result.
    package mutating func append(_ key: String, _ value: JSONValue) {
        // Else each of the first members would move those before it.
        if members.isEmpty { members.reserveCapacity(8) }
        members.append(Member(key: key, value: value))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
