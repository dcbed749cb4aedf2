/// Kinds of personal and secret data; raw values are the names used in vectors.
package enum PIIType: String, CaseIterable, Sendable {
    /// An e-mail address.
    case email = "EMAIL"
    /// A telephone number.
    case phone = "PHONE"
    /// A payment card number.
    case card = "CARD"
    /// An international bank account number.
    case iban = "IBAN"
    /// A United States social security number.
    case usSSN = "US_SSN"
    /// An IPv4 or IPv6 address.
    case ipAddress = "IP"
    /// A Vietnamese identity number (CCCD or CMND).
    case vietnameseID = "VN_ID"
    /// A key or token of a service.
    case secret = "SECRET"
    /// A private key in PEM armour.
    case privateKey = "PRIVATE_KEY"
    /// A value assigned to a password or key by name.
    case password = "PASSWORD"

    /// How bad a leak is before certainty and exposure are counted.
    package enum Impact: Int, Comparable, Sendable {
        /// Says little about a person by itself.
        case low
        /// Reaches or identifies a person.
        case medium
        /// Money or health.
        case high
        /// Opens accounts or steals an identity.
        case critical

        /// Orders by how bad.
        package static func < (left: Impact, right: Impact) -> Bool { left.rawValue < right.rawValue }
    }

    /// The fixed impact class of the kind.
    package var impact: Impact {
        switch self {
        case .card, .usSSN, .vietnameseID, .secret, .privateKey, .password: .critical
        case .iban: .high
        case .email, .phone: .medium
        case .ipAddress: .low
        }
    }

    /// The share one certain, exposed finding adds to a leak score, 0...1.
    package var weight: Double {
        switch self {
        case .card, .usSSN, .vietnameseID, .secret, .privateKey, .password: 1
        case .iban: 0.9
        case .email, .phone: 0.6
        case .ipAddress: 0.3
        }
    }
}
