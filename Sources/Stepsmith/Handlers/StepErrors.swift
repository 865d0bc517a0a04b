/// A short, stable name for what went wrong, such as `INVALID_AMOUNT`: for callers to switch on and for people to search for.
public struct ErrorCode: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
    public var description: String { rawValue }

    /// The run's input does not read as its schema says.
    public static let invalidInput: ErrorCode = "INVALID_INPUT"
    /// A handler's result breaks its schema.
    public static let invalidResult: ErrorCode = "INVALID_RESULT"
    /// A recorded result of another step does not read as its schema says.
    public static let invalidDependency: ErrorCode = "INVALID_DEPENDENCY"
    /// A handler did not finish within the step's `timeout_seconds`.
    public static let timeout: ErrorCode = "TIMEOUT"
    /// A handler threw an error of a type that says nothing about retrying.
    public static let unexpected: ErrorCode = "UNEXPECTED_ERROR"
    /// The stub that `stepsmith scaffold` wrote has not been filled in.
    public static let notImplemented: ErrorCode = "NOT_IMPLEMENTED"
    /// The step's worker was lost more often than its limit allows.
    public static let leaseLost: ErrorCode = "LEASE_LOST"
    /// A handler threw an error with no code of its own.
    public static let failed: ErrorCode = "FAILED"
}

/// A failure that trying again will not mend: the step fails at once, whatever attempts are left.
public struct PermanentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is, for programs; `FAILED` when nothing says more.
    public var code: ErrorCode
    /// What went wrong, for people.
    public var message: String

    public init(code: ErrorCode = .failed, message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(message) [\(code)]" }
}

/// A failure that may pass: the step is retried under its policy.
public struct RetryableError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is, for programs; `FAILED` when nothing says more.
    public var code: ErrorCode
    /// What went wrong, for people.
    public var message: String
    /// How long to wait before the next attempt, instead of the policy's delay; capped at the policy's maximum.
    public var retryAfter: Duration?

    public init(code: ErrorCode = .failed, message: String, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }

    public var description: String { "\(message) [\(code)]" }
}

extension PermanentError {
    /// What a scaffolded stub throws until it is filled in.
    public static func notImplemented(step: String, file: String = #fileID) -> PermanentError {
        PermanentError(
            code: .notImplemented, message: "The handler of step \(step) is not implemented yet: fill it in, in \(file).")
    }
}
