/// IPv4 addresses in dotted decimal: four octets, not a version number, not part of a longer chain.
enum IPv4Recognizer {
    static func recognize(at index: Int, in scan: PIIScan) -> PIICandidate? {
        guard !PIIScan.isGlue(scan.byte(index - 1)),
            scan.byte(index - 1) != 0x2E || !PIIScan.isDigit(scan.byte(index - 2))
        else { return nil }
        guard let (address, end) = parse(at: index, in: scan) else { return nil }
        guard !PIIScan.isGlue(scan.byte(end)), scan.byte(end) != 0x2E || !PIIScan.isAlphanumeric(scan.byte(end + 1))
        else { return nil }
        let range = index..<end
        // A hint right before the number; one further away speaks of something else.
        guard address >> 24 > 20 || !scan.hints(near: range).contains(.version) else { return nil }
        return PIICandidate(
            type: .ipAddress, range: range, certainty: isPrivate(address) ? 0.5 : 0.95, validation: .format,
            sample: isDocumentation(address))
    }

    /// The address and where it ends.
    static func parse(at index: Int, in scan: PIIScan) -> (address: Int, end: Int)? {
        var place = index
        var address = 0
        for part in 0..<4 {
            let end = scan.end(from: place, limit: 4, while: PIIScan.isDigit)
            guard end > place, end - place <= 3 else { return nil }
            let octet = (place..<end).reduce(0) { $0 * 10 + Int(scan.byte($1) - 0x30) }
            guard octet <= 255, end - place == 1 || scan.byte(place) != 0x30 else { return nil }
            address = address << 8 | octet
            place = end
            if part < 3 {
                guard scan.byte(place) == 0x2E else { return nil }
                place += 1
            }
        }
        return (address, place)
    }

    /// RFC 1918, loopback and link-local: says little about a person.
    private static func isPrivate(_ address: Int) -> Bool {
        switch address >> 16 {
        case 0x0A00...0x0AFF, 0xAC10...0xAC1F, 0xC0A8, 0x7F00...0x7FFF, 0xA9FE, 0x0000: true
        default: false
        }
    }

    /// RFC 5737.
    static func isDocumentation(_ address: Int) -> Bool {
        [0xC0_0002, 0xC6_3364, 0xCB_0071].contains(address >> 8)
    }
}
