public import Logging

/// What a handler may know about the attempt it is running.
public struct StepContext: Sendable {
    public let runID: RunID
    public let workflow: WorkflowIdentity
    /// The step's name; for a batch worker, with its number, such as `process_csv_001`.
    public let step: String
    /// 1 for the first try. A lease lost to a crash or a shutdown does not count.
    public let attempt: Int
    public let maxAttempts: Int
    /// Carries `run`, `step` and `attempt` as metadata.
    public let logger: Logger

    /// The run's input as JSON.
    let input: JSONValue
    let results: any StepResultSource

    /// True when a failure of this attempt is final, even a retryable one.
    public var isLastAttempt: Bool { attempt >= maxAttempts }

    /// The same for every attempt of this step in this run and for no other step: for services that take an idempotency key.
    public var idempotencyKey: String { "\(runID)/\(step)" }

    /// The result of any step that this one depends on, directly or through others.
    ///
    /// Throws `PermanentError` (`INVALID_DEPENDENCY`) when the step is not an ancestor, was skipped, or when its recorded
    /// result no longer reads as its type. Safe to call from any task.
    public func result<S: WorkflowStep>(of step: S.Type) throws -> S.Result {
        guard let value = try optionalResult(of: step) else {
            throw PermanentError(
                code: .invalidDependency,
                message: "Step \(self.step) asked for the result of \(S.name), which was skipped or has no result.")
        }
        return value
    }

    /// The same, nil when the step was skipped.
    public func optionalResult<S: WorkflowStep>(of step: S.Type) throws -> S.Result? {
        guard let json = try results.result(of: S.name) else { return nil }
        do {
            return try S.Result(json: json)
        } catch let error as RecordError {
            throw PermanentError(
                code: .invalidDependency, message: "The recorded result of \(S.name) does not read as its type: \(error)")
        }
    }
}

/// Where a context finds the results of ancestors. Throws when the step is no ancestor.
protocol StepResultSource: Sendable {
    func result(of step: String) throws -> JSONValue?
}
