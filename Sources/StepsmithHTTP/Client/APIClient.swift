public import Stepsmith

/// Calls an HTTP API in JSON, and says of each failure whether trying again may help.
///
/// A step with `api:` in its spec gets one for that base URL. `get`, `post`, `put`, `patch` and `delete` read the
/// response as a record, or give it back whole:
///
///     let user: User = try await api.get("/users/\(id)")
///     let receipt: Receipt = try await api.post("/charges", body: charge, idempotencyKey: context.idempotencyKey)
///     try await api.delete("/carts/\(cart)")
///
/// Every call throws
/// - `RetryableError` for 408, 425, 429 and 5xx (`HTTP_503` and the like, with what `Retry-After` says), when there is
///   no connection or it breaks (`CONNECTION_FAILED`), and when the call takes longer than `timeout` (`HTTP_TIMEOUT`);
/// - `PermanentError` for every other status that is not 2xx (`HTTP_404` and the like), and for what the codes of
///   `ErrorCode` say;
/// - `CancellationError` when its task is cancelled, which ends the call.
///
/// Redirects are followed on the same host, up to five. No cookies are kept. Certificates are checked against the
/// system's trust store; a certificate that is refused is a permanent failure, since trying again will not mend it
/// before people do.
///
/// A copy may have other settings: `var slow = api; slow.timeout = .seconds(60)`. Safe to use from any task.
public struct APIClient: Sendable {
    /// For a whole call: connecting, redirects and the last byte of the body included.
    public var timeout: Duration
    /// Sent with each call, unless the call has a header of that name. `Accept: application/json` unless it is among
    /// them.
    public var headers: APIHeaders
    /// The largest body that a response may have, in bytes. Beyond it is `RESPONSE_TOO_LARGE`, and the rest is not
    /// read.
    public var maxResponseBytes: Int

    /// 10 MB.
    public static let defaultMaxResponseBytes = 10_000_000

    let base: BaseURL
    let context: StepContext?
    let clock: any EngineClock
    let http: SharedHTTPClient
    let deadlines: Deadlines

    /// - Parameters:
    ///   - baseURL: What paths go below, such as `https://api.example.com/v1`. `EngineConfiguration.endpoints` may put
    ///     another in its place.
    ///   - context: Of the step that calls: for its name in errors, its logger, and the engine's `endpoints`.
    ///   - clock: For the timeout, and for what a date in `Retry-After` is from now.
    ///
    /// Throws `PermanentError` (`INVALID_BASE_URL`) for a URL that cannot be a base.
    public init(
        baseURL: String, timeout: Duration = .seconds(30), headers: APIHeaders = [], context: StepContext? = nil,
        maxResponseBytes: Int = APIClient.defaultMaxResponseBytes, clock: any EngineClock = SystemClock()
    ) throws {
        try self.init(
            baseURL: baseURL, timeout: timeout, headers: headers, context: context, maxResponseBytes: maxResponseBytes,
            clock: clock, http: .shared)
    }

    init(
        baseURL: String, timeout: Duration = .seconds(30), headers: APIHeaders = [], context: StepContext? = nil,
        maxResponseBytes: Int = APIClient.defaultMaxResponseBytes, clock: any EngineClock = SystemClock(),
        http: SharedHTTPClient
    ) throws {
        let endpoint = context?.endpoint(for: baseURL) ?? baseURL
        do throws(BaseURL.Defect) {
            base = try BaseURL(endpoint)
        } catch {
            throw PermanentError(
                code: .invalidBaseURL,
                message: APIClient.message(error, baseURL: baseURL, endpoint: endpoint, step: context?.step))
        }
        self.timeout = timeout
        self.headers = headers
        self.context = context
        self.maxResponseBytes = maxResponseBytes
        self.clock = clock
        self.http = http
        deadlines = clock is SystemClock ? http.deadlines : Deadlines(clock)
    }

    private static func message(_ defect: BaseURL.Defect, baseURL: String, endpoint: String, step: String?) -> String {
        let owner = step.map { "Step \($0)" } ?? "An API client"
        let shown = shown(baseURL)
        if endpoint == baseURL { return "\(owner) has the base URL \(shown), which cannot be used: \(defect.text)." }
        return "\(owner) has the base URL \(shown), and the engine's configuration the endpoint \(self.shown(endpoint)) in its "
            + "place, which cannot be used: \(defect.text)."
    }

    /// Without what may be a password.
    private static func shown(_ url: String) -> String {
        guard let at = url.lastIndex(of: "@") else { return "\"\(Excerpt.visible(url, limit: 200))\"" }
        return "\"…\(Excerpt.visible(String(url[at...]), limit: 200))\""
    }
}
