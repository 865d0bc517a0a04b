public import Logging

/// What a handler may know about the attempt it is running. Safe to use from any task.
public struct StepContext: Sendable {
    let scope: StepScope

    package init(_ scope: StepScope) { self.scope = scope }

    public var runID: RunID { scope.runID }
    public var workflow: WorkflowIdentity { scope.workflow }
    /// The step's name; for a batch worker, with its number, such as `process_csv_001`.
    public var step: String { scope.step }
    /// 1 for the first try. A lease lost to a crash or a shutdown does not count.
    public var attempt: Int { scope.attempt }
    public var maxAttempts: Int { scope.maxAttempts }

    /// Carries `run`, `workflow`, `step` and `attempt` as metadata. Made anew at each use: keep it in a variable in a
    /// loop.
    public var logger: Logger { scope.logger() }

    /// True when a failure of this attempt is final, even a retryable one.
    public var isLastAttempt: Bool { attempt >= maxAttempts }

    /// The same for every attempt of this step in this run and for no other step: for services that take an idempotency
    /// key.
    public var idempotencyKey: String { "\(runID)/\(step)" }

    /// The result of any step that this one depends on, directly or through others.
    ///
    /// Throws `PermanentError` (`INVALID_DEPENDENCY`) when the step is not an ancestor, was skipped, or when its
    /// recorded result no longer reads as its type.
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
        guard let json = try scope.result(of: S.name) else { return nil }
        do {
            return try S.Result(json: json)
        } catch let error as RecordError {
            throw PermanentError(
                code: .invalidDependency, message: "The recorded result of \(S.name) does not read as its type: \(error)")
        }
    }
}
