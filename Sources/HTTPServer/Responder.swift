internal import CMicrohttpd
private import CShims
import Glibc
private import Threads

/// Turns the library's callbacks into requests for the router, and its responses into the library's.
final class Responder: Sendable {
    private let router: Router
    private let connections: Locked<ConnectionTable>

    init(router: Router, maxConnections: Int) {
        self.router = router
        connections = Locked(ConnectionTable(limit: maxConnections))
    }

    /// A connection was accepted: closes another one when there are too many.
    func opened(_ descriptor: Int32, from address: [UInt8]) {
        let victim = connections.withLock { $0.open(descriptor, from: address) }
        // The library finds its end on the next round and closes it.
        if let victim { shutdown(victim, Int32(SHUT_RDWR)) }
    }

    func began(_ descriptor: Int32) { connections.withLock { $0.begin(descriptor) } }

    func finished(_ descriptor: Int32) { connections.withLock { $0.finish(descriptor) } }

    func closed(_ descriptor: Int32) { connections.withLock { $0.close(descriptor) } }

    /// Why a request is refused as soon as its headers have been read; nil when it may go on.
    func refusal(_ connection: OpaquePointer, method: String) -> HTTPServerResponse? {
        let length = shim_mhd_header(connection, "Content-Length").map(String.init(cString:))
        let hasBody = shim_mhd_header(connection, "Transfer-Encoding") != nil || (length != nil && length != "0")
        return router.refusal(method: method, hasBody: hasBody)
    }

    /// The request is complete.
    func respond(_ connection: OpaquePointer, method: HTTPServerRequest.Method, path: String) -> MHD_Result {
        var query: [(name: String, value: String)] = []
        var headers: [(name: String, value: String)] = []
        withUnsafeMutablePointer(to: &query) { shim_mhd_each_argument(connection, collectValue, $0) }
        withUnsafeMutablePointer(to: &headers) { shim_mhd_each_header(connection, collectValue, $0) }
        let request = HTTPServerRequest(method: method, path: path, query: query, headers: headers)
        return send(router.respond(to: request), connection)
    }

    func send(_ response: HTTPServerResponse, _ connection: OpaquePointer) -> MHD_Result {
        guard let raw = makeRaw(response) ?? makeRaw(Router.internalError) else { return .NO }
        defer { MHD_destroy_response(raw.pointer) }
        return MHD_queue_response(connection, raw.status, raw.pointer)
    }

    /// Nil when there is no memory, or a header is not valid.
    private func makeRaw(_ response: HTTPServerResponse) -> (status: UInt32, pointer: OpaquePointer)? {
        let pointer = response.body.withUnsafeBytes { shim_mhd_response($0.baseAddress, $0.count) }
        guard let pointer, (200...599).contains(response.status) else {
            if let pointer { MHD_destroy_response(pointer) }
            return nil
        }
        var headers = [("Content-Type", response.contentType), ("X-Content-Type-Options", "nosniff")]
        if !response.headers.contains(where: { $0.name.lowercased() == "cache-control" }) {
            headers.append(("Cache-Control", "no-store"))
        }
        for (name, value) in headers + response.headers {
            guard MHD_add_response_header(pointer, name, value) == .YES else {
                MHD_destroy_response(pointer)
                return nil
            }
        }
        return (UInt32(response.status), pointer)
    }
}

/// What the library calls for every request: once when the headers are there, again when it is complete.
func handleRequest(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
    _ uploadCount: UnsafeMutablePointer<Int>?, _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context, let connection, let url, let method, let state else { return .NO }
    let responder = Unmanaged<Responder>.fromOpaque(context).takeUnretainedValue()
    let methodName = String(cString: method)
    guard let seen = state.pointee else {
        responder.began(shim_mhd_descriptor(connection))
        guard let refusal = responder.refusal(connection, method: methodName) else {
            state.pointee = context
            return .YES
        }
        // A mark of its own, never read through: this request has its response.
        state.pointee = UnsafeMutableRawPointer(bitPattern: 1)
        return responder.send(refusal, connection)
    }
    // What still arrives of a refused request is dropped.
    guard seen == context, uploadCount?.pointee == 0, let served = HTTPServerRequest.Method(rawValue: methodName) else {
        uploadCount?.pointee = 0
        return .YES
    }
    return responder.respond(connection, method: served, path: String(cString: url))
}

/// What the library calls when a response was sent, or its connection lost.
func handleCompletion(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_RequestTerminationCode
) {
    guard let context, let connection else { return }
    Unmanaged<Responder>.fromOpaque(context).takeUnretainedValue().finished(shim_mhd_descriptor(connection))
}

/// What the library calls when a connection was accepted, and before its descriptor is closed.
func handleConnection(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_ConnectionNotificationCode
) {
    guard let context, let connection else { return }
    let responder = Unmanaged<Responder>.fromOpaque(context).takeUnretainedValue()
    let descriptor = shim_mhd_descriptor(connection)
    if shim_mhd_is_start(code) != 0 {
        responder.opened(descriptor, from: addressBytes(shim_mhd_address(connection)))
    } else {
        responder.closed(descriptor)
    }
}

/// The bytes of an address without its port; none when it is of no family that has one.
private func addressBytes(_ address: UnsafePointer<sockaddr>?) -> [UInt8] {
    guard let address else { return [] }
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET: return Array(UnsafeRawBufferPointer(start: raw + 4, count: 4))
    // A host has a network of 64 bits to itself, and could come from as many addresses.
    case AF_INET6:
        let isMapped = (0..<10).allSatisfy { raw.load(fromByteOffset: 8 + $0, as: UInt8.self) == 0 }
        return Array(UnsafeRawBufferPointer(start: raw + 8, count: isMapped ? 16 : 8))
    default: return []
    }
}

private func collectValue(
    _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
    _ value: UnsafePointer<CChar>?
) -> MHD_Result {
    guard let context, let name else { return .YES }
    let pairs = context.assumingMemoryBound(to: [(name: String, value: String)].self)
    pairs.pointee.append((String(cString: name), value.map(String.init(cString:)) ?? ""))
    return .YES
}
