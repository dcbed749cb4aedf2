/// A request as a route's handler sees it. It has no body: requests with one are refused.
package struct HTTPServerRequest: Sendable {
    /// The methods that are served.
    package enum Method: String, Sendable {
        /// Reads the resource.
        case get = "GET"
        /// Reads its headers; the response's body is counted and not sent.
        case head = "HEAD"
    }

    /// What is asked for.
    package let method: Method
    /// Percent-decoded, without the query, for example `/health/live`.
    package let path: String
    /// Percent-decoded, in order; an argument without `=` has an empty value.
    package let query: [(name: String, value: String)]
    /// As received, in order.
    package let headers: [(name: String, value: String)]

    /// For tests of handlers; a server fills in what it received.
    package init(
        method: Method = .get,
        path: String,
        query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// The first value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == wanted }?.value
    }

    /// The first value of a query argument; names are case-sensitive.
    package func argument(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}
