import CRdKafka

/// Why the newest certificate of a broker was refused. librdkafka's own errors only say that it was.
enum CertificateCheck {
    /// OpenSSL's number of a verification error in words.
    static func reason(_ code: Int32) -> String {
        switch code {
        case 2, 18, 19, 20, 21, 27: "signed by nobody who is trusted"
        case 9: "not valid yet"
        case 10: "expired"
        case 23: "revoked"
        case 26: "not made for servers"
        case 62, 63, 64: "of another host"
        default: "not valid (OpenSSL's error \(code))"
        }
    }
}

/// What librdkafka calls for each certificate of a chain. It only looks: what OpenSSL refuses stays refused.
func noteCertificate(
    _ client: OpaquePointer?, _ broker: UnsafePointer<CChar>?, _ id: Int32, _ code: UnsafeMutablePointer<Int32>?,
    _ depth: Int32, _ bytes: UnsafePointer<CChar>?, _ count: Int, _ reason: UnsafeMutablePointer<CChar>?,
    _ size: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
    guard let code else { return 0 }
    guard code.pointee != 0 else { return 1 }
    if let context {
        Unmanaged<ClientContext>.fromOpaque(context).takeUnretainedValue().refuseCertificate(code.pointee)
    }
    if let reason, size > 0 { reason.pointee = 0 }
    return 0
}
