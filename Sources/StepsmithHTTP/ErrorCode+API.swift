public import Stepsmith

extension ErrorCode {
    /// The service could not be reached, or the connection broke. Retryable.
    public static let connectionFailed: ErrorCode = "CONNECTION_FAILED"
    /// The call took longer than the client's timeout. Retryable.
    public static let httpTimeout: ErrorCode = "HTTP_TIMEOUT"
    /// The service's certificate is not one to trust for its name. Permanent.
    public static let certificateRefused: ErrorCode = "CERTIFICATE_REFUSED"
    /// The response is larger than the client takes. Permanent.
    public static let responseTooLarge: ErrorCode = "RESPONSE_TOO_LARGE"
    /// A redirect to another host or from https to http, in a circle, or one too many. Permanent.
    public static let redirectRefused: ErrorCode = "REDIRECT_REFUSED"
    /// The response is not JSON, or does not read as the type that was asked for. Permanent.
    public static let invalidResponse: ErrorCode = "INVALID_RESPONSE"
    /// The request cannot be sent as it is. Permanent.
    public static let invalidRequest: ErrorCode = "INVALID_REQUEST"
    /// The base URL is none. Permanent.
    public static let invalidBaseURL: ErrorCode = "INVALID_BASE_URL"
    /// No engine runs whose workflows use HTTP, so there is no client. Permanent.
    public static let httpClientNotRunning: ErrorCode = "HTTP_CLIENT_NOT_RUNNING"

    /// `HTTP_404` and the like: the service answered with that status.
    public static func http(_ status: Int) -> ErrorCode { ErrorCode(rawValue: "HTTP_\(status)") }
}
