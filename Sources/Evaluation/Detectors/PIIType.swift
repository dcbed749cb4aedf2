/// Kinds of personal and secret data; raw values are the names used in vectors.
package enum PIIType: String, CaseIterable, Sendable {
    /// An e-mail address, also one spelled "name at host dot com".
    case email = "EMAIL"
    /// A telephone number, with its extension.
    case phone = "PHONE"
    /// A payment card number.
    case card = "CARD"
    /// An international bank account number.
    case iban = "IBAN"
    /// A bank account or routing number that words around it name.
    case bankAccount = "BANK_ACCOUNT"
    /// An address of a cryptocurrency.
    case crypto = "CRYPTO"
    /// A United States social security number.
    case usSSN = "US_SSN"
    /// A Vietnamese identity number (CCCD or CMND).
    case vietnameseID = "VN_ID"
    /// A number that a state gives each person, of any other country.
    case nationalID = "NATIONAL_ID"
    /// A number for taxes, of a person or a company.
    case taxID = "TAX_ID"
    /// A number of social or health insurance.
    case socialInsurance = "SOCIAL_INSURANCE"
    /// A passport number, or the machine-readable lines of a travel document.
    case passport = "PASSPORT"
    /// A driving licence number.
    case driverLicense = "DRIVER_LICENSE"
    /// A vehicle's registration.
    case licensePlate = "LICENSE_PLATE"
    /// The name of a person.
    case person = "PERSON"
    /// A street address.
    case address = "ADDRESS"
    /// A date of birth.
    case dateOfBirth = "DATE_OF_BIRTH"
    /// An IPv4 or IPv6 address.
    case ipAddress = "IP"
    /// A web address or domain name.
    case url = "URL"
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
        case .card, .usSSN, .vietnameseID, .nationalID, .socialInsurance, .secret, .privateKey, .password: .critical
        case .iban, .bankAccount, .passport, .driverLicense: .high
        case .email, .phone, .address, .taxID, .crypto: .medium
        case .ipAddress, .person, .dateOfBirth, .licensePlate, .url: .low
        }
    }

    /// The share one certain, exposed finding adds to a leak score, 0...1.
    ///
    /// A web address belongs to nobody by itself, so it adds nothing.
    package var weight: Double {
        switch self {
        case .card, .usSSN, .vietnameseID, .nationalID, .socialInsurance, .secret, .privateKey, .password: 1
        case .iban, .bankAccount, .passport, .driverLicense: 0.9
        case .email, .phone, .address, .taxID, .crypto: 0.6
        case .ipAddress, .person, .dateOfBirth, .licensePlate: 0.3
        case .url: 0
        }
    }
}
