public import Stepsmith

/// One request to an API, for what `get`, `post` and the like do not cover: see `APIClient.send`.
public struct APIRequest: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    public var method: Method
    public var path: APIPath
    /// Added to the path's own query.
    public var query: APIQuery
    /// In the place of the client's headers of the same names.
    public var headers: APIHeaders
    /// Set `Content-Type` for a body that is not JSON.
    public var body: [UInt8]?
    /// Statuses other than 2xx that are given back instead of thrown, such as `[404]` where "not there" is an answer.
    public var acceptedStatuses: Set<Int>

    public init(
        _ method: Method, _ path: APIPath, query: APIQuery = [:], headers: APIHeaders = [:], body: [UInt8]? = nil,
        acceptedStatuses: Set<Int> = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.acceptedStatuses = acceptedStatuses
    }

    /// A request with a record, or another value, as JSON. Throws `PermanentError` (`INVALID_REQUEST`) for a value that
    /// JSON cannot hold.
    public init(
        _ method: Method, _ path: APIPath, query: APIQuery = [:], headers: APIHeaders = [:], json: any RecordValue,
        acceptedStatuses: Set<Int> = []
    ) throws {
        self.init(method, path, query: query, headers: headers, acceptedStatuses: acceptedStatuses)
        do {
            body = try json.json().bytes()
        } catch {
            throw PermanentError(
                code: .invalidRequest,
                message: "The body of \(method.rawValue) \(path.path) cannot be written as JSON: \(error)")
        }
    }
}
