/// Which way one request takes.
enum ProxyRoute: Equatable {
    /// To its host. No proxy is asked, whatever the environment says.
    case direct
    /// Through this proxy. No host is exempt, whatever the environment says.
    case proxy(String)

    /// The rules of libcurl, decided here: it would not tell which way it took, and only a direct connection shows the
    /// address that a name leads to.
    ///
    /// - Parameter environment: the value of a variable.
    init(of request: HTTPRequest, by proxy: HTTPTransport.Configuration.Proxy, environment: (String) -> String?) {
        func first(_ names: [String]) -> String? {
            names.lazy.compactMap(environment).first { !$0.isEmpty }
        }
        switch proxy {
        case .none: self = .direct
        case .url(let url): self = .proxy(url)
        case .environment:
            let names = request.isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
            guard let url = first(names + ["all_proxy", "ALL_PROXY"]) else {
                self = .direct
                return
            }
            let exemptions = ProxyExemptions(first(["no_proxy", "NO_PROXY"]) ?? "")
            self = exemptions.contain(request.host) ? .direct : .proxy(url)
        }
    }
}
