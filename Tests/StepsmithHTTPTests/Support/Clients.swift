import AsyncHTTPClient
import Hummingbird
import Stepsmith
import Testing

@testable import StepsmithHTTP

/// A client of its own for the time of `body`, so that tests do not see each other.
func withAPI<Result>(
    _ url: String, timeout: Duration = .seconds(60), headers: APIHeaders = [],
    maxResponseBytes: Int = APIClient.defaultMaxResponseBytes, clock: any EngineClock = SystemClock(),
    configuration: HTTPClient.Configuration = SharedHTTPClient.defaultConfiguration,
    _ body: (APIClient) async throws -> Result
) async throws -> Result {
    let http = SharedHTTPClient(configuration: configuration)
    try await http.start()
    let result: Swift.Result<Result, any Error>
    do {
        let api = try APIClient(
            baseURL: url, timeout: timeout, headers: headers, maxResponseBytes: maxResponseBytes, clock: clock, http: http)
        result = .success(try await body(api))
    } catch {
        result = .failure(error)
    }
    await http.shutdown()
    return try result.get()
}

/// A client of a Hummingbird server that answers with `respond`.
func withServedAPI<Result: Sendable>(
    path: String = "", timeout: Duration = .seconds(60), headers: APIHeaders = [],
    maxResponseBytes: Int = APIClient.defaultMaxResponseBytes, clock: any EngineClock = SystemClock(),
    configuration: HTTPClient.Configuration = SharedHTTPClient.defaultConfiguration,
    _ respond: @escaping @Sendable (Request) async throws -> Response,
    _ body: @escaping @Sendable (APIClient) async throws -> Result
) async throws -> Result {
    try await TestServer.serving(respond) { server in
        try await withAPI(
            server.url + path, timeout: timeout, headers: headers, maxResponseBytes: maxResponseBytes, clock: clock,
            configuration: configuration, body)
    }
}

/// What a call that must fail for good throws.
func permanentFailure(_ body: () async throws -> Void) async throws -> PermanentError {
    try #require(await #expect(throws: PermanentError.self) { try await body() })
}

/// What a call that must fail for now throws.
func retryableFailure(_ body: () async throws -> Void) async throws -> RetryableError {
    try #require(await #expect(throws: RetryableError.self) { try await body() })
}
