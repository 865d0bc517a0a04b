public import Stepsmith

/// What an API answered, whole. Its status is 2xx, or one that the request accepts.
public struct APIResponse: Sendable {
    public let status: Int
    public let headers: APIHeaders
    public let body: [UInt8]
    /// Method and path of the request, for messages.
    let request: String

    /// The body as JSON; `null` when it is empty.
    ///
    /// Throws `PermanentError` (`INVALID_RESPONSE`) when `Content-Type` names something else than JSON, when the body
    /// came compressed though nobody asked for that, and when it is not JSON.
    public func json() throws -> JSONValue {
        if body.isEmpty { return .null }
        if let type = headers["content-type"], !APIResponse.isJSON(type) {
            throw invalid("is not JSON but \(Excerpt.visible(type, limit: 80))")
        }
        if let coding = headers["content-encoding"], coding.lowercased() != "identity" {
            throw invalid("came with the content coding \(Excerpt.visible(coding, limit: 40)), which was not asked for")
        }
        do {
            return try JSONValue(parsing: body)
        } catch {
            throw invalid("is not valid JSON: \(error)")
        }
    }

    /// The body as a record or another value. An empty body reads as `null`. Throws as `json()` does, and
    /// `PermanentError` (`INVALID_RESPONSE`) when it does not read as the type.
    public func decode<Value: RecordValue>(as type: Value.Type = Value.self) throws -> Value {
        let json = try json()
        do {
            return try Value(json: json)
        } catch {
            if body.isEmpty { throw invalid("is empty, and \(Value.self) is expected") }
            throw invalid("does not read as \(Value.self): \(error)")
        }
    }

    private func invalid(_ problem: String) -> PermanentError {
        let excerpt = Excerpt.visible(body)
        return PermanentError(
            code: .invalidResponse,
            message: "\(request) answered \(status), but the body \(problem)" + (excerpt.isEmpty ? "." : ". It is: \(excerpt)"))
    }

    /// `application/json`, `text/json` and everything that ends in `+json`, with any parameters.
    static func isJSON(_ contentType: String) -> Bool {
        let type = contentType.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
        return type == "application/json" || type == "text/json" || type.hasSuffix("+json")
    }
}
