/// Base58 with four check bytes (Base58Check), as Bitcoin and its relatives write addresses.
enum Base58 {
    private static let bitcoin = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    private static let ripple = Array("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz".utf8)

    private static func table(_ alphabet: [UInt8]) -> [Int] {
        var table = [Int](repeating: -1, count: 256)
        for (value, byte) in alphabet.enumerated() { table[Int(byte)] = value }
        return table
    }

    private static let bitcoinTable = table(bitcoin)
    private static let rippleTable = table(ripple)

    /// The version byte of a 25-byte address whose check bytes are right; nil otherwise.
    static func checkedVersion(_ text: ArraySlice<UInt8>, isRipple: Bool = false) -> UInt8? {
        let table = isRipple ? rippleTable : bitcoinTable
        var number = [UInt8](repeating: 0, count: 25)
        for byte in text {
            var carry = table[Int(byte)]
            guard carry >= 0 else { return nil }
            for place in stride(from: 24, through: 0, by: -1) {
                carry += Int(number[place]) * 58
                number[place] = UInt8(carry & 0xFF)
                carry >>= 8
            }
            guard carry == 0 else { return nil }
        }
        // Each zero byte in front is one first letter of the alphabet.
        let first = isRipple ? ripple[0] : bitcoin[0]
        guard text.prefix(while: { $0 == first }).count == number.prefix(while: { $0 == 0 }).count else { return nil }
        let check = SHA256.digest(SHA256.digest(Array(number[0..<21])))
        return check[0..<4] == number[21..<25] ? number[0] : nil
    }
}
