internal import CCurl

/// libcurl's handle of many transfers and the connections they share.
///
/// `@unchecked Sendable`: made by the thread that makes a transport, then used by the transfer thread alone.
final class MultiHandle: @unchecked Sendable {
    let raw: UnsafeMutableRawPointer

    /// Runs once per process, before the first handle, as libcurl asks for.
    private static let globalInit = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    init() throws(HTTPError) {
        guard Self.globalInit == CURLE_OK, let raw = curl_multi_init() else {
            throw .internal("libcurl could not be initialised")
        }
        self.raw = raw
    }

    deinit { curl_multi_cleanup(raw) }
}
