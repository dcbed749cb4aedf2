internal import CCurl

/// libcurl's handle of one transfer, with the two things that have to live as long: its headers and its error text.
struct EasyHandle: ~Copyable {
    let raw: UnsafeMutableRawPointer
    let errorText: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?

    /// Nil when there is no memory.
    init?() {
        guard let raw = curl_easy_init() else { return nil }
        self.raw = raw
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        headers = nil
    }

    deinit {
        curl_easy_cleanup(raw)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    /// Appends a line to the request's headers and returns the list's new head.
    mutating func appendHeader(_ line: String) -> UnsafeMutablePointer<curl_slist>? {
        guard let longer = curl_slist_append(headers, line) else { return nil }
        headers = longer
        return longer
    }
}
