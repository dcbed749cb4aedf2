/// What follows a street in an address: the flat, the town, the state and the postcode.
struct AddressTail {
    private let scan: PIIScan

    init(_ scan: PIIScan) { self.scan = scan }

    /// Where the address ends that has its street before `start`, and whether a flat or a postcode makes it sure.
    func end(from start: Int) -> (end: Int, isSure: Bool) {
        var end = start
        var place = start
        var isSure = false
        for _ in 0..<6 {
            let next = scan.end(from: place, limit: 3) { $0 == 0x20 || $0 == 0x2C || $0 == 0x0A }
            guard next > place else { break }
            let hasComma = scan.bytes[place..<next].contains { $0 == 0x2C || $0 == 0x0A }
            if let last = flat(at: next) ?? postcode(at: next) {
                isSure = true
                end = last
                place = last
            } else if let last = direction(at: next) {
                end = last
                place = last
            } else if hasComma, let last = town(at: next) {
                place = last
                // A town counts with what follows it: "…, London" yes, "…, Then we left" no.
                if scan.byte(last) == 0x2C || scan.byte(last) == 0x2E || last == scan.bytes.count
                    || scan.byte(last) == 0x0A
                {
                    end = last
                }
            } else {
                break
            }
        }
        return (end, isSure)
    }

    private func flat(at start: Int) -> Int? {
        if scan.byte(start) == 0x23 {
            let end = scan.end(from: start + 1, limit: 6, while: PIIScan.isAlphanumeric)
            return end > start + 1 ? end : nil
        }
        for word: StaticString in ["apt", "apartment", "suite", "ste", "unit", "flat", "floor", "room", "building"]
        where scan.has(word, at: start) {
            let digits = scan.end(from: start + word.utf8CodeUnitCount, limit: 3) {
                $0 == 0x20 || $0 == 0x2E || $0 == 0x23
            }
            let end = scan.end(from: digits, limit: 6, while: PIIScan.isAlphanumeric)
            if digits > start + word.utf8CodeUnitCount, end > digits { return end }
        }
        return nil
    }

    private func direction(at start: Int) -> Int? {
        let end = scan.end(from: start, limit: 3, while: PIIScan.isUpper)
        guard end > start, !PIIScan.isWord(scan.byte(end)) else { return nil }
        return ["n", "s", "e", "w", "nw", "ne", "sw", "se"].contains(scan.skeleton.lowercased(start..<end)) ? end : nil
    }

    /// "IL 62701", "62701-1234", "NW1 6XE", "75002 Paris", "1012 AB Amsterdam", "K1A 0B1".
    private func postcode(at start: Int) -> Int? {
        let letters = scan.end(from: start, limit: 3, while: PIIScan.isUpper)
        if letters - start == 2, scan.byte(letters) == 0x20 {
            let digits = scan.end(from: letters + 1, limit: 6, while: PIIScan.isDigit)
            if digits - letters - 1 == 5 { return plusFour(digits) }
        }
        let digits = scan.end(from: start, limit: 6, while: PIIScan.isDigit)
        if 4...6 ~= digits - start, !PIIScan.isGlue(scan.byte(digits)) {
            let end = digits - start == 5 ? plusFour(digits) : digits
            guard scan.byte(end) == 0x20 else { return end }
            var town = end + 1
            if PIIScan.isUpper(scan.byte(town)), PIIScan.isUpper(scan.byte(town + 1)), scan.byte(town + 2) == 0x20 {
                town += 3
            }
            return self.town(at: town) ?? end
        }
        return lettered(at: start)
    }

    private func plusFour(_ end: Int) -> Int {
        guard scan.byte(end) == 0x2D else { return end }
        let last = scan.end(from: end + 1, limit: 5, while: PIIScan.isDigit)
        return last - end == 5 ? last : end
    }

    /// Outward code, a space, a digit and two letters; or the Canadian letter-digit-letter twice.
    private func lettered(at start: Int) -> Int? {
        let outward = scan.end(from: start, limit: 5, while: PIIScan.isAlphanumeric)
        guard 2...4 ~= outward - start, PIIScan.isUpper(scan.byte(start)), scan.byte(outward) == 0x20,
            scan.bytes[start..<outward].contains(where: PIIScan.isDigit)
        else { return nil }
        let inward = scan.end(from: outward + 1, limit: 4, while: PIIScan.isAlphanumeric)
        return inward - outward == 4 && PIIScan.isDigit(scan.byte(outward + 1)) ? inward : nil
    }

    /// One to three capitalised words.
    private func town(at start: Int) -> Int? {
        var place = start
        var end: Int?
        for _ in 0..<3 {
            let last = scan.end(from: place, limit: 20) {
                PIIScan.isWord($0) && !PIIScan.isDigit($0) || $0 == 0x2D || $0 == 0x27
            }
            guard last > place, scan.isCapital(place) else { break }
            end = last
            guard scan.byte(last) == 0x20,
                !PIIScan.isUpper(scan.byte(last + 1)) || !PIIScan.isUpper(scan.byte(last + 2))
            else { break }
            place = last + 1
        }
        return end
    }
}
