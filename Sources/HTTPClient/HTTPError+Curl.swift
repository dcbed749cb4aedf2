internal import CCurl

extension HTTPError {
    /// Sorts libcurl's code of a failed transfer by what the caller can conclude from it.
    ///
    /// - Parameters:
    ///   - wasBegun: whether there was a connection to write the request to.
    ///   - detail: libcurl's sentence about it.
    init(_ code: CURLcode, wasBegun: Bool, detail: String) {
        switch code {
        case CURLE_URL_MALFORMAT: self = .invalidURL(detail)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY:
            self = .connect(detail)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER: self = .tls(detail)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            self = .certificate(detail)
        case CURLE_OPERATION_TIMEDOUT: self = wasBegun ? .timedOut : .connect(detail)
        case CURLE_PARTIAL_FILE: self = .truncatedBody
        case CURLE_FILESIZE_EXCEEDED: self = .responseTooLarge
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            self = wasBegun ? .connectionLost(detail) : .connect(detail)
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: self = .malformedResponse(detail)
        // An answer without a status line; the scheme was checked before.
        case CURLE_UNSUPPORTED_PROTOCOL: self = wasBegun ? .malformedResponse(detail) : .invalidURL(detail)
        default: self = .internal(detail)
        }
    }
}
