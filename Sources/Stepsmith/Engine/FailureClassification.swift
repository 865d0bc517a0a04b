extension AttemptOutcome {
    /// What an error thrown by a handler means for its step (runtime.md, "who retries"): permanent and retryable errors
    /// say so themselves; broken data is permanent, since it will be as broken the next time; anything else may pass.
    static func failure(_ error: any Error) -> AttemptOutcome {
        switch error {
        case let error as PermanentError:
            return .failed(StepFailure(code: error.code, message: error.message, isRetryable: false), retryAfter: nil)
        case let error as RetryableError:
            return .failed(
                StepFailure(code: error.code, message: error.message, isRetryable: true), retryAfter: error.retryAfter)
        case is ValidationError, is RecordError, is JSONError, is DecodingError, is EncodingError:
            return .failed(StepFailure(code: .invalidResult, message: "\(error)", isRetryable: false), retryAfter: nil)
        default:
            // Most descriptions of unknown errors begin with their type; a bare case or text says little without it.
            let (type, text) = ("\(type(of: error))", "\(error)")
            let message = text.hasPrefix(type) ? text : "\(type): \(text)"
            return .failed(StepFailure(code: .unexpected, message: message, isRetryable: true), retryAfter: nil)
        }
    }

    static func timeout(after limit: Duration) -> AttemptOutcome {
        .failed(
            StepFailure(code: .timeout, message: "The handler did not finish within \(limit).", isRetryable: true),
            retryAfter: nil)
    }
}
