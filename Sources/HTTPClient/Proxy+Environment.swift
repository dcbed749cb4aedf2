import Glibc

extension HTTPTransport.Configuration.Proxy {
    /// Whether a request may go through a proxy. Hosts of `no_proxy` count as well: the operator named them.
    func isUsed(for request: HTTPRequest) -> Bool {
        switch self {
        case .none: return false
        case .url: return true
        case .environment:
            let names = request.isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
            return (names + ["all_proxy", "ALL_PROXY"]).contains { name in
                getenv(name).map { $0.pointee != 0 } ?? false
            }
        }
    }
}
