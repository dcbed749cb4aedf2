/// Kinds of personal and secret data; raw values are the names used in vectors.
package enum PIIType: String, CaseIterable, Sendable {
    case email = "EMAIL"
    case phone = "PHONE"
    case card = "CARD"
    case iban = "IBAN"
    case usSSN = "US_SSN"
    case ipAddress = "IP"
    case vietnameseID = "VN_ID"
    case secret = "SECRET"
    case privateKey = "PRIVATE_KEY"
    case password = "PASSWORD"

    /// How bad a leak is before certainty and exposure are counted.
    package enum Impact: Int, Comparable, Sendable {
        case low, medium, high, critical

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
