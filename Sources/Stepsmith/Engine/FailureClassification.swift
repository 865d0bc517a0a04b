extension AttemptOutcome {
    /// What an error thrown by a handler means for its step: permanent and retryable errors say so themselves; broken data is
    /// permanent, since it will be as broken the next time; anything else may pass.
    static func failure(_ error: any Error) -> AttemptOutcome {
        switch error {
        case let error as PermanentError:
            return .failed(StepFailure(code: error.code, message: error.message, isRetryable: false), retryAfter: nil)
        case let error as RetryableError:
            return .failed(
                StepFailure(code: error.code, message: error.message, isRetryable: true), retryAfter: error.retryAfter)
        case let error as ValidationError:
            return .failed(
                StepFailure(code: .invalidResult, message: error.description, isRetryable: false), retryAfter: nil)
        case let error as RecordError:
            return .failed(
                StepFailure(code: .invalidResult, message: error.description, isRetryable: false), retryAfter: nil)
        case let error as JSONError:
            return .failed(
                StepFailure(code: .invalidResult, message: error.description, isRetryable: false), retryAfter: nil)
        case let error as DecodingError:
            return .failed(
                StepFailure(code: .invalidResult, message: String(describing: error), isRetryable: false), retryAfter: nil)
        default:
            return .failed(
                StepFailure(code: .unexpected, message: String(describing: error), isRetryable: true), retryAfter: nil)
        }
    }

    static func timeout(after limit: Duration) -> AttemptOutcome {
        .failed(
            StepFailure(code: .timeout, message: "The handler did not finish within \(limit).", isRetryable: true),
            retryAfter: nil)
    }
}
