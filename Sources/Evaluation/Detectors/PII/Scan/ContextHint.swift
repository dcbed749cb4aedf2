/// What words near a number say that it is.
struct ContextHint: OptionSet, Sendable {
    let rawValue: UInt64

    static let phone = bit(0)
    static let card = bit(1)
    static let usSSN = bit(2)
    static let vietnameseID = bit(3)
    /// An identity number of no country in particular.
    static let identity = bit(4)
    static let tax = bit(5)
    static let passport = bit(6)
    static let vietnameseInsurance = bit(7)
    static let plate = bit(8)
    static let driver = bit(9)
    static let bankAccount = bit(10)
    static let routing = bit(11)
    static let version = bit(12)
    /// Orders, tickets, serial numbers: what is nobody's.
    static let order = bit(13)
    static let wallet = bit(14)
    static let address = bit(15)
    static let awsSecret = bit(16)
    static let secret = bit(17)

    static let britain = bit(20)
    static let brazil = bit(21)
    static let france = bit(22)
    static let spain = bit(23)
    static let poland = bit(24)
    static let italy = bit(25)
    static let india = bit(26)
    static let korea = bit(27)
    static let canada = bit(28)
    static let japan = bit(29)
    static let germany = bit(30)
    static let netherlands = bit(31)
    static let sweden = bit(32)
    static let belgium = bit(33)
    static let turkey = bit(34)
    static let china = bit(35)
    static let singapore = bit(36)
    static let australia = bit(37)
    static let nordic = bit(38)
    static let switzerland = bit(39)
    static let latinAmerica = bit(40)
    static let asia = bit(41)
    static let africa = bit(42)
    static let easternEurope = bit(43)

    /// Everything that makes a number something else than a telephone number.
    static let notPhone: ContextHint = [
        .card, .usSSN, .vietnameseID, .identity, .tax, .passport, .vietnameseInsurance, .driver, .bankAccount, .routing,
        .version, .order, .britain, .brazil, .france, .spain, .poland, .italy, .india, .korea, .canada, .japan,
        .germany, .netherlands, .sweden, .belgium, .turkey, .china, .singapore, .australia, .nordic, .switzerland,
        .latinAmerica, .asia, .africa, .easternEurope,
    ]

    private static func bit(_ place: UInt64) -> ContextHint { ContextHint(rawValue: 1 << place) }
}
