import Glibc

extension HTTPTransport {
    /// What all requests of one transport share.
    package struct Configuration: Sendable {
        /// How a proxy is found.
        package enum Proxy: Sendable, Hashable {
            /// Requests go to their host directly, whatever the environment says.
            case none
            /// libcurl's rules: `http_proxy` (lower case only, since a CGI server sets the other one from a request's
            /// header), `https_proxy` or `HTTPS_PROXY`, else `all_proxy` or `ALL_PROXY`; `no_proxy` or `NO_PROXY` lists
            /// the hosts that are reached directly.
            case environment
            /// One proxy for every request, for example `http://proxy.internal:3128`; `no_proxy` does not count.
            case url(String)
        }

        /// Connections to one host and port at once; more requests wait for one of them, inside their `timeout`. Over
        /// HTTP/2 each connection carries up to 1000 requests, over HTTP/1.1 one. Default: 256.
        package var maxConnectionsPerHost: Int
        /// A PEM file of certificate authorities to trust instead of the system's. Default: nil.
        package var certificateAuthorities: String?
        /// Default: `.environment`.
        package var proxy: Proxy
        /// Sent as `User-Agent` unless a request brings its own. Default: `evaluation-worker`.
        package var userAgent: String
        /// The value of an environment variable.
        var environment: @Sendable (String) -> String? = { name in getenv(name).map { String(cString: $0) } }

        /// Every parameter has the default its property names.
        package init(
            maxConnectionsPerHost: Int = 256,
            certificateAuthorities: String? = nil,
            proxy: Proxy = .environment,
            userAgent: String = "evaluation-worker"
        ) {
            self.maxConnectionsPerHost = max(1, maxConnectionsPerHost)
            self.certificateAuthorities = certificateAuthorities
            self.proxy = proxy
            self.userAgent = userAgent
        }
    }

    /// What a transport has done since it was made.
    package struct Statistics: Sendable, Hashable {
        /// Requests begun and not yet answered, failed or cancelled; those waiting for a connection included.
        package var inFlight = 0
        /// Requests that ended, in whatever way.
        package var completed = 0
        /// Connections opened.
        package var connectionsOpened = 0
        /// Requests that were sent over a connection opened by an earlier one.
        package var connectionsReused = 0
    }
}
