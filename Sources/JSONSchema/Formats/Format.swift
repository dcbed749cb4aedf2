/// The formats that are asserted; every check takes time linear in the text.
enum Format: String, Sendable {
    /// RFC 3339, `full-date`.
    case date
    /// RFC 3339, with an offset.
    case dateTime = "date-time"
    /// RFC 3339, `full-time`, with an offset.
    case time
    /// RFC 5321, a mailbox in ASCII.
    case email
    /// RFC 3986, with a scheme.
    case uri
    /// RFC 4122 in its text form, in either case.
    case uuid
    case ipv4
    /// RFC 4291, without a zone.
    case ipv6
    /// RFC 1123.
    case hostname

    func accepts(_ text: String) -> Bool {
        let bytes = Array(text.utf8)[...]
        return switch self {
        case .date: DateFormat.isDate(bytes)
        case .dateTime: DateFormat.isDateTime(bytes)
        case .time: DateFormat.isTime(bytes)
        case .email: AddressFormat.isEmail(bytes)
        case .uri: URIFormat.isURI(bytes)
        case .uuid: AddressFormat.isUUID(bytes)
        case .ipv4: AddressFormat.isIPv4(bytes)
        case .ipv6: AddressFormat.isIPv6(bytes)
        case .hostname: AddressFormat.isHostname(bytes)
        }
    }
}
