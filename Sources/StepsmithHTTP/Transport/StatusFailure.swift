internal import NIOHTTP1
internal import Stepsmith

/// What a status that is not 2xx means for the step.
enum StatusFailure {
    static func error(
        _ status: HTTPResponseStatus, headers: HTTPHeaders, excerpt: [UInt8], _ call: Call, now: Timestamp
    ) -> any Error {
        let number = Int(status.code)
        var message = "\(call) answered \(number)"
        let phrase = Excerpt.visible(status.reasonPhrase, limit: 60)
        if !phrase.isEmpty { message += " \(phrase)" }
        let body = Excerpt.visible(excerpt)
        message += body.isEmpty ? "." : ": \(body)"
        guard isRetryable(number) else { return PermanentError(code: .http(number), message: message) }
        let delay = headers.first(name: "Retry-After").flatMap { RetryAfter.delay($0, now: now) }
        return RetryableError(code: .http(number), message: message, retryAfter: delay)
    }

    /// The service was too slow, too early or too busy for this one request, or failed itself.
    static func isRetryable(_ status: Int) -> Bool {
        switch status {
        case 408, 425, 429, 500..<600: true
        default: false
        }
    }
}
