/// A model's name as one part of a URL's path.
enum ModelPath {
    /// Percent-encoded but for what never needs it: no name reaches another path of the server, a query or a header.
    static func part(_ name: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        var follows = false
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"):
                bytes.append(byte)
                follows = true
                continue
            // A part of dots alone would climb.
            case UInt8(ascii: ".") where follows: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
            follows = false
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
