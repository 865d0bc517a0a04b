/// Why an attempt failed, as it is recorded and shown.
public struct StepFailure: Error, Hashable, Codable, CustomStringConvertible {
    /// What kind of failure it is, for programs.
    public var code: ErrorCode
    /// At most `StepFailure.messageLimit` bytes of UTF-8.
    public let message: String
    /// Whether another attempt could have helped.
    public var isRetryable: Bool

    /// The longest message kept, in bytes: what a handler throws may quote a whole response.
    public static let messageLimit = 4096

    public init(code: ErrorCode, message: String, isRetryable: Bool) {
        self.code = code
        self.message = StepFailure.bounded(message)
        self.isRetryable = isRetryable
    }

    public var description: String { "\(message) [\(code)]" }

    private static func bounded(_ message: String) -> String {
        guard message.utf8.count > messageLimit else { return message }
        let ellipsis = "…"
        var end = message.utf8.index(message.startIndex, offsetBy: messageLimit - ellipsis.utf8.count)
        // Back to the start of a scalar, so that what is kept is valid text.
        while end.samePosition(in: message.unicodeScalars) == nil { message.utf8.formIndex(before: &end) }
        return String(message.unicodeScalars[..<end]) + ellipsis
    }
}
