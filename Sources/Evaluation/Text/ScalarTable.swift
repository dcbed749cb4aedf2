/// Properties of every scalar below U+3100, looked up once: the standard library answers in tens of nanoseconds.
struct ScalarTable: Sendable {
    /// The table; building it takes about a millisecond.
    static let shared = ScalarTable()

    /// Scalars from here on are not in the table.
    static let end: UInt32 = 0x3100

    private static let letter: UInt8 = 1
    private static let mark: UInt8 = 2
    private static let lowercase: UInt8 = 4
    private static let uppercase: UInt8 = 8

    private let flags: [UInt8]
    private let lowered: [UInt16]

    private init() {
        var flags = [UInt8](repeating: 0, count: Int(Self.end))
        var lowered = [UInt16](repeating: 0, count: Int(Self.end))
        for value in 0..<Self.end {
            lowered[Int(value)] = UInt16(value)
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            var flag: UInt8 = 0
            switch properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: flag |= Self.mark
            default: break
            }
            // Circled letters and other pictures of letters count as symbols.
            if properties.isAlphabetic, !(0x2190..<0x2C00).contains(value) { flag |= Self.letter }
            if properties.isLowercase { flag |= Self.lowercase }
            if properties.isUppercase { flag |= Self.uppercase }
            flags[Int(value)] = flag
            let mapping = properties.lowercaseMapping.unicodeScalars
            if mapping.count == 1, let only = mapping.first, only.value < Self.end {
                lowered[Int(value)] = UInt16(only.value)
            }
        }
        self.flags = flags
        self.lowered = lowered
    }

    func isLetter(_ value: UInt32) -> Bool { flags[Int(value)] & Self.letter != 0 }
    func isMark(_ value: UInt32) -> Bool { flags[Int(value)] & Self.mark != 0 }
    func isLowercase(_ value: UInt32) -> Bool { flags[Int(value)] & Self.lowercase != 0 }
    func isUppercase(_ value: UInt32) -> Bool { flags[Int(value)] & Self.uppercase != 0 }
    /// The lower-case form, if it is one scalar; else the scalar itself.
    func lowered(_ value: UInt32) -> UInt32 { UInt32(lowered[Int(value)]) }
}
