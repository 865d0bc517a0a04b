internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Stepsmith

/// A request, ready to be sent: everything in it is checked.
struct Call: Sendable, CustomStringConvertible {
    var method: HTTPMethod
    var url: String
    var headers: HTTPHeaders
    var body: ByteBuffer?
    let acceptedStatuses: Set<Int>
    /// For messages, logs and spans, with the port if it is not the scheme's.
    let host: String
    /// For messages, logs and spans: never with the query, where secrets are put.
    let path: String
    /// Method and path, and where a redirect led.
    private(set) var description: String

    init(_ request: APIRequest, of client: APIClient) throws {
        let name = request.method.rawValue
        if let defect = request.path.defect {
            throw PermanentError(code: .invalidRequest, message: "\(name) cannot be sent: \(defect).")
        }
        path = client.base.path(of: request.path)
        var headers: APIHeaders = ["Accept": "application/json", "User-Agent": "stepsmith"]
        if request.body != nil { headers["Content-Type"] = "application/json" }
        headers.replace(with: client.headers)
        headers.replace(with: request.headers)
        if let defect = headers.defect {
            throw PermanentError(code: .invalidRequest, message: "\(name) \(Call.shown(path)) cannot be sent: \(defect).")
        }
        method = HTTPMethod(rawValue: name)
        self.headers = HTTPHeaders(headers.fields.map { ($0.name, $0.value) })
        body = request.body.map { ByteBuffer(bytes: $0) }
        acceptedStatuses = request.acceptedStatuses
        host = String(client.base.origin.dropFirst(client.base.scheme.count + 3))
        let query = [request.path.query ?? "", request.query.encoded].filter { !$0.isEmpty }
        url = client.base.origin + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        description = "\(name) \(Call.shown(path))"
    }

    /// The call that a redirect asks for. Only a request that may be repeated as it is keeps its method and body
    /// (RFC 9110, section 15.4): after 303, and after 301 and 302 for a POST, the result is fetched with GET.
    func redirected(status: Int, to target: RedirectTarget) -> Call {
        var call = self
        call.url = target.url
        if status == 303 && method != .HEAD || (status == 301 || status == 302) && method == .POST {
            call.method = .GET
            call.body = nil
            call.headers.remove(name: "Content-Type")
            call.headers.remove(name: "Idempotency-Key")
        }
        call.description =
            "\(method.rawValue) \(Call.shown(path)), redirected to \(call.method.rawValue) \(Call.shown(target.path)),"
        return call
    }

    var request: HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers = headers
        request.body = body.map { .bytes($0) }
        return request
    }

    private static func shown(_ path: String) -> String { Excerpt.visible(path, limit: 300) }
}
