public import Stepsmith

extension APIClient {
    // MARK: Reading the response as a record or another value

    /// Reads what is at `path`. An empty response reads as `null`.
    public func get<Value: RecordValue>(
        _ path: APIPath, query: APIQuery = [], headers: APIHeaders = []
    ) async throws -> Value {
        try await send(APIRequest(.get, path, query: query, headers: headers)).decode()
    }

    /// Sends `body` as JSON, and reads the response. An empty response reads as `null`.
    ///
    /// - Parameter idempotencyKey: Sent as `Idempotency-Key`, for services that know it. A step is called again when its
    ///   attempt failed, even if the service has done its part: `context.idempotencyKey` stays the same then, so the
    ///   service can tell. Make it `"\(context.idempotencyKey)/refund"` and the like for more than one such call in a
    ///   step.
    public func post<Value: RecordValue>(
        _ path: APIPath, body: (any RecordValue)? = nil, query: APIQuery = [], headers: APIHeaders = [],
        idempotencyKey: String? = nil
    ) async throws -> Value {
        try await post(path, body: body, query: query, headers: headers, idempotencyKey: idempotencyKey).decode()
    }

    /// Sends `body` as JSON, and reads the response. An empty response reads as `null`.
    public func put<Value: RecordValue>(
        _ path: APIPath, body: (any RecordValue)? = nil, query: APIQuery = [], headers: APIHeaders = []
    ) async throws -> Value {
        try await put(path, body: body, query: query, headers: headers).decode()
    }

    /// Sends `body` as JSON, and reads the response. An empty response reads as `null`.
    ///
    /// - Parameter idempotencyKey: As for `post`.
    public func patch<Value: RecordValue>(
        _ path: APIPath, body: (any RecordValue)? = nil, query: APIQuery = [], headers: APIHeaders = [],
        idempotencyKey: String? = nil
    ) async throws -> Value {
        try await patch(path, body: body, query: query, headers: headers, idempotencyKey: idempotencyKey).decode()
    }

    /// Deletes what is at `path`, and reads the response. An empty response reads as `null`.
    public func delete<Value: RecordValue>(
        _ path: APIPath, query: APIQuery = [], headers: APIHeaders = []
    ) async throws -> Value {
        try await send(APIRequest(.delete, path, query: query, headers: headers)).decode()
    }

    // MARK: The response as it is, of any content type

    public func get(_ path: APIPath, query: APIQuery = [], headers: APIHeaders = []) async throws -> APIResponse {
        try await send(APIRequest(.get, path, query: query, headers: headers))
    }

    /// - Parameter idempotencyKey: See the `post` that reads the response.
    @discardableResult
    public func post(
        _ path: APIPath, body: (any RecordValue)? = nil, query: APIQuery = [], headers: APIHeaders = [],
        idempotencyKey: String? = nil
    ) async throws -> APIResponse {
        try await send(.post, path, body, query, headers, idempotencyKey)
    }

    @discardableResult
    public func put(
        _ path: APIPath, body: (any RecordValue)? = nil, query: APIQuery = [], headers: APIHeaders = []
    ) async throws -> APIResponse {
        try await send(.put, path, body, query, headers, nil)
    }

    /// - Parameter idempotencyKey: See the `post` that reads the response.
    @discardableResult
    public func patch(
        _ path: APIPath, body: (any RecordValue)? = nil, query: APIQuery = [], headers: APIHeaders = [],
        idempotencyKey: String? = nil
    ) async throws -> APIResponse {
        try await send(.patch, path, body, query, headers, idempotencyKey)
    }

    @discardableResult
    public func delete(_ path: APIPath, query: APIQuery = [], headers: APIHeaders = []) async throws -> APIResponse {
        try await send(APIRequest(.delete, path, query: query, headers: headers))
    }

    private func send(
        _ method: APIRequest.Method, _ path: APIPath, _ body: (any RecordValue)?, _ query: APIQuery, _ headers: APIHeaders,
        _ idempotencyKey: String?
    ) async throws -> APIResponse {
        var headers = headers
        if let idempotencyKey { headers["Idempotency-Key"] = idempotencyKey }
        guard let body else { return try await send(APIRequest(method, path, query: query, headers: headers)) }
        return try await send(APIRequest(method, path, query: query, headers: headers, json: body))
    }
}
