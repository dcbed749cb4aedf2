internal import CCurl
private import CShims
import Glibc

/// One request in flight. Lives on the transfer thread; libcurl's callbacks reach it through the handle.
final class Transfer {
    private static let maxHeaderBytes = 64 << 10
    private static let receiveBuffer = 4 << 10
    /// The least that libcurl takes.
    private static let sendBuffer = 16 << 10

    let id: UInt64
    let deadline: ContinuousClock.Instant
    let continuation: TransferLink.Continuation
    private var easy: EasyHandle
    private let maxBodyBytes: Int
    private var body: [UInt8] = []
    private var headers = ResponseHeaders()
    private var headerBytes = 0
    private var tooLarge = false
    private let addresses: AddressPolicy
    private let route: ProxyRoute
    private var refusedAddress = false
    /// Scheme, host and port: what kept connections belong to.
    let origin: String
    /// TLS follows right behind TCP. Behind a proxy the proxy's own greeting comes between.
    private let isDirectlySecure: Bool

    init(
        id: UInt64, request: HTTPRequest, configuration: HTTPTransport.Configuration,
        _ continuation: TransferLink.Continuation
    ) throws(HTTPError) {
        guard let easy = EasyHandle() else { throw .internal("no memory for a transfer") }
        self.id = id
        deadline = .now + .milliseconds(Int64(request.timeout.wholeMilliseconds))
        self.continuation = continuation
        self.easy = easy
        maxBodyBytes = max(0, request.maxResponseBytes)
        addresses = request.addresses
        origin = request.origin
        route = ProxyRoute(of: request, by: configuration.proxy, environment: configuration.environment)
        isDirectlySecure = request.isSecure && route == .direct
        try setUp(request, configuration)
    }

    var handle: UnsafeMutableRawPointer { easy.raw }

    /// Connections opened for this transfer so far.
    var connectionsOpened: Int { shim_curl_get_long(handle, CURLINFO_NUM_CONNECTS) }

    /// True once there was a connection to write the request to.
    var wasBegun: Bool { shim_curl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T) > 0 }

    /// True while a connection is open and its handshake has not ended.
    var awaitsHandshake: Bool {
        isDirectlySecure && !wasBegun && connectionsOpened > 0
            && shim_curl_get_offset(handle, CURLINFO_APPCONNECT_TIME_T) == 0
    }

    /// What libcurl's verdict on the finished transfer means to the caller.
    func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPError> {
        if tooLarge { return .failure(.responseTooLarge) }
        guard code == CURLE_OK else {
            if refusedAddress, code == CURLE_COULDNT_CONNECT { return .failure(.forbiddenAddress) }
            let text = String(cString: easy.errorText)
            let detail = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
            // libcurl counts the handshake as connecting, which sends whoever reads that to the wrong place.
            if code == CURLE_OPERATION_TIMEDOUT, awaitsHandshake { return .failure(.unansweredHandshake) }
            return .failure(HTTPError(code, wasBegun: wasBegun, detail: detail))
        }
        let version: HTTPResponse.Version =
            switch shim_curl_get_long(handle, CURLINFO_HTTP_VERSION) {
            case CURL_HTTP_VERSION_1_0: .http10
            case CURL_HTTP_VERSION_2_0: .http2
            default: .http11
            }
        let timing = HTTPResponse.Timing(
            ready: .microseconds(shim_curl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T)),
            firstByte: .microseconds(shim_curl_get_offset(handle, CURLINFO_STARTTRANSFER_TIME_T)),
            total: .microseconds(shim_curl_get_offset(handle, CURLINFO_TOTAL_TIME_T)))
        return .success(
            HTTPResponse(
                status: shim_curl_get_long(handle, CURLINFO_RESPONSE_CODE), headers: headers.fields, body: body,
                version: version, timing: timing))
    }

    private func setUp(_ request: HTTPRequest, _ configuration: HTTPTransport.Configuration) throws(HTTPError) {
        var codes: [CURLcode] = []
        func set(_ option: CURLoption, _ value: Int) { codes.append(shim_curl_set_long(handle, option, value)) }
        func set(_ option: CURLoption, _ value: String) { codes.append(shim_curl_set_string(handle, option, value)) }

        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA] {
            codes.append(shim_curl_set_pointer(handle, option, context))
        }
        codes.append(shim_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, easy.errorText))
        codes.append(shim_curl_set_sink(handle, CURLOPT_WRITEFUNCTION, receiveBody))
        codes.append(shim_curl_set_sink(handle, CURLOPT_HEADERFUNCTION, receiveHeader))

        set(CURLOPT_URL, request.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_NOSIGNAL, 1)
        // Each transfer has a buffer of its own; a judge's answer is a few kilobytes.
        set(CURLOPT_BUFFERSIZE, Self.receiveBuffer)
        // Over TLS libcurl copies what it sends into a buffer of 64 KB, which it keeps until the answer is there.
        set(CURLOPT_UPLOAD_BUFFERSIZE, Self.sendBuffer)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_USERAGENT, configuration.userAgent)
        set(CURLOPT_TIMEOUT_MS, request.timeout.wholeMilliseconds)
        set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.wholeMilliseconds)
        // Over plain HTTP there is nothing to negotiate, and PIPEWAIT would hold a burst back until the first answer.
        set(CURLOPT_HTTP_VERSION, request.isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        set(CURLOPT_PIPEWAIT, request.isSecure ? 1 : 0)
        codes.append(shim_curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, max(1, maxBodyBytes)))
        if let file = configuration.certificateAuthorities { set(CURLOPT_CAINFO, file) }
        switch route {
        case .direct: set(CURLOPT_PROXY, "")
        case .proxy(let proxy):
            set(CURLOPT_PROXY, proxy)
            set(CURLOPT_NOPROXY, "")
        }

        // Through a proxy the connection is the proxy's, and so is the question where the name leads.
        if addresses != .any, route == .direct { codes.append(shim_curl_set_opener(handle, openSocket, context)) }

        setMethod(request, &codes)
        try setHeaders(request, &codes)
        if let failure = codes.first(where: { $0 != CURLE_OK }) {
            throw HTTPError(failure, wasBegun: false, detail: String(cString: curl_easy_strerror(failure)))
        }
    }

    private func setMethod(_ request: HTTPRequest, _ codes: inout [CURLcode]) {
        switch request.method {
        case .get: return
        case .head:
            codes.append(shim_curl_set_long(handle, CURLOPT_NOBODY, 1))
            return
        case .post: break
        case .delete where request.body.isEmpty:
            codes.append(shim_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue))
            return
        case .put, .patch, .delete:
            codes.append(shim_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue))
        }
        // The copy spares a promise about where a Swift array lives. An empty array may have no address, and without
        // one libcurl would read the body from a callback.
        request.body.withUnsafeBytes { bytes in
            codes.append(
                bytes.isEmpty
                    ? shim_curl_set_body(handle, "", 0) : shim_curl_set_body(handle, bytes.baseAddress, bytes.count))
        }
    }

    private func setHeaders(_ request: HTTPRequest, _ codes: inout [CURLcode]) throws(HTTPError) {
        // A name alone takes libcurl's own header away: no waiting for "100 Continue", no form type for JSON.
        var lines = ["Expect:"]
        if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            lines.append("Content-Type:")
        }
        for (name, value) in request.headers {
            let isBlank = value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            lines.append(isBlank ? "\(name);" : "\(name): \(value)")
        }
        for line in lines {
            guard let list = easy.appendHeader(line) else { throw .internal("no memory for a header") }
            codes.append(shim_curl_set_headers(handle, list))
        }
    }

    /// A socket for an address that may be connected to, else -1.
    fileprivate func open(_ target: UnsafePointer<curl_sockaddr>) -> Int32 {
        guard addresses.allows(Self.bytes(of: target)) else {
            refusedAddress = true
            return -1
        }
        let type = target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(target.pointee.family, type, target.pointee.protocol)
    }

    /// The address without family and port; none of a family that has neither 4 nor 16 bytes.
    private static func bytes(of target: UnsafePointer<curl_sockaddr>) -> [UInt8] {
        // libcurl's own structure has room for every family behind the declared end of this one.
        guard let start = shim_curl_address(target) else { return [] }
        return switch target.pointee.family {
        case AF_INET: Array(UnsafeRawBufferPointer(start: start + 4, count: 4))
        case AF_INET6: Array(UnsafeRawBufferPointer(start: start + 8, count: 16))
        default: []
        }
    }

    fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= maxBodyBytes else {
            tooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    fileprivate func receive(header bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.maxHeaderBytes else {
            tooLarge = true
            return false
        }
        headers.add(line: bytes)
        return true
    }
}

private func openSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ target: UnsafeMutablePointer<curl_sockaddr>?
) -> Int32 {
    guard let context, let target else { return -1 }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().open(target)
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
)
    -> Int
{
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let accepted = transfer.receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return accepted ? size * count : 0
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let accepted = transfer.receive(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return accepted ? size * count : 0
}
