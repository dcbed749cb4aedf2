/// Signs of money: what stands right behind one is an amount.
enum Currency {
    /// Whether a scalar is one.
    static func isSign(_ value: UInt32) -> Bool {
        switch value {
        case 0x24, 0xA2...0xA5, 0x58F, 0x60B, 0x9F2, 0x9F3, 0xAF1, 0xBF9, 0xE3F, 0x17DB, 0x20A0...0x20CF, 0xFDFC,
            0xFE69,
            0xFF04, 0xFFE0, 0xFFE1, 0xFFE5, 0xFFE6:
            true
        default: false
        }
    }
}
