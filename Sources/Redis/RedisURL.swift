/// Where a Redis server is and how to log in, read from a URL.
///
/// Forms: `redis://[user][:password]@host[:port][/database]`, the same with `rediss://` for TLS, and
/// `unix:///path/to/socket[?db=N]`. User, password, path and host may be percent-encoded. Nothing that prints the value
/// shows the password.
package struct RedisURL: Sendable, Hashable {
    /// How the server is reached.
    package enum Endpoint: Sendable, Hashable {
        /// A host name or address (no brackets) and a port; `tls` for `rediss`.
        case tcp(host: String, port: Int32, tls: Bool)
        /// The path of a Unix domain socket.
        case unix(path: String)
    }

    /// How the server is reached.
    package var endpoint: Endpoint
    /// The ACL user; nil logs in as Redis's `default` user. Default: nil.
    package var user: String?
    /// The password; nil and no user means no login at all. Default: nil.
    package var password: String?
    /// The database number selected after login, 0 or more. Default: 0.
    package var database: Int

    /// A place put together by hand, for example in tests.
    package init(endpoint: Endpoint, user: String? = nil, password: String? = nil, database: Int = 0) {
        self.endpoint = endpoint
        self.user = user
        self.password = password
        self.database = database
    }
}

extension RedisURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The URL with `***` in place of a password.
    package var description: String {
        var login = ""
        if user != nil || password != nil {
            login = (user ?? "") + (password == nil ? "@" : ":***@")
        }
        switch endpoint {
        case .tcp(let host, let port, let tls):
            let shown = host.contains(":") ? "[\(host)]" : host
            return "\(tls ? "rediss" : "redis")://\(login)\(shown):\(port)/\(database)"
        case .unix(let path):
            return "unix://\(login)\(path)?db=\(database)"
        }
    }

    package var debugDescription: String { description }

    /// One child, the masked text: `dump` and failed expectations print mirrors.
    package var customMirror: Mirror { Mirror(self, children: ["url": description]) }
}
