internal import AsyncHTTPClient
internal import Stepsmith

extension APIClient {
    /// Sends a request and gives back the response, of any content type, if its status is 2xx or one that the request
    /// accepts. Throws as every call does.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        let call = try Call(request, of: self)
        let client = try http.client()
        try Task.checkCancellation()
        let started = clock.uptime
        do {
            let response = try await withSpan(call) { call in
                try await bounded(call) { try await Exchange(client, call, of: self).response() }
            }
            report(call, .http(response.status), after: clock.uptime - started)
            return response
        } catch {
            report(call, APIClient.code(of: error), after: clock.uptime - started)
            throw error
        }
    }

    /// Cancels the exchange when the time is up. If its outcome is known by then, such as a status whose body did not
    /// end, that counts.
    private func bounded(
        _ call: Call, _ body: @escaping @Sendable () async throws -> APIResponse
    ) async throws -> APIResponse {
        let exchange = Task { try await body() }
        let timer = deadlines.add(after: timeout) { exchange.cancel() }
        defer { deadlines.remove(timer) }
        do {
            return try await withTaskCancellationHandler {
                try await exchange.value
            } onCancel: {
                exchange.cancel()
            }
        } catch is CancellationError {
            try Task.checkCancellation()
            // It was the timer, then.
            throw RetryableError(code: .httpTimeout, message: "\(call) on \(call.host) took longer than \(timeout).")
        }
    }

    /// Of an error that `send` throws.
    static func code(of error: any Error) -> ErrorCode {
        switch error {
        case let error as PermanentError: error.code
        case let error as RetryableError: error.code
        default: "CANCELLED"
        }
    }
}
