/// Letters and digits of one number, in lower case, with questions about their order.
struct LetteredNumber {
    let characters: [UInt8]
    let digitCount: Int

    init(_ characters: ArraySlice<UInt8>) {
        self.characters = Array(characters)
        digitCount = characters.count(where: PIIScan.isDigit)
    }

    var count: Int { characters.count }
    var letterCount: Int { characters.count - digitCount }

    /// Whether each character is of the kind the shape has there: "a" a letter, "n" a digit, "x" either.
    func isShaped(_ shape: StaticString) -> Bool {
        guard shape.utf8CodeUnitCount == characters.count else { return false }
        return shape.withUTF8Buffer { kinds in
            for place in characters.indices {
                let isDigit = PIIScan.isDigit(characters[place])
                switch unsafe kinds[place] {
                case UInt8(ascii: "a"): if isDigit { return false }
                case UInt8(ascii: "n"): if !isDigit { return false }
                default: continue
                }
            }
            return true
        }
    }

    /// One digit; 0 for a letter.
    func digit(_ place: Int) -> Int { PIIScan.isDigit(characters[place]) ? Int(characters[place] - 0x30) : 0 }

    /// The place of a letter in the alphabet from 0; 0 for a digit.
    func letter(_ place: Int) -> Int { PIIScan.isLetter(characters[place]) ? Int(characters[place] - 0x61) : 0 }

    /// The digits of a range as one number.
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + digit($1) } }

    /// Digits from a place on, times weights.
    func weighted(_ weights: [Int], from start: Int) -> Int {
        weights.indices.reduce(0) { $0 + digit(start + $1) * weights[$1] }
    }

    /// One to three letters and five to nine digits, as passports of most countries have.
    var isPassport: Bool {
        guard 7...10 ~= count, digitCount >= 5 else { return false }
        let letters = characters.prefix(while: PIIScan.isLetter).count
        return letters <= 3 && letterCount <= 4 && letters >= 1 || letterCount == 2 && digitCount == 7
            || letterCount <= 5 && count == 9 && PIIScan.isLetter(characters[0])
    }
}
