public import Logging

/// What a handler may know about the attempt it is running. Safe to use from any task.
public struct StepContext: Sendable {
    let scope: StepScope

    package init(_ scope: StepScope) { self.scope = scope }

    /// The run that the step belongs to.
    public var runID: RunID { scope.runID }
    /// The run's workflow, with its version.
    public var workflow: WorkflowIdentity { scope.workflow }
    /// The step's name; for a batch worker, with its number, such as `process_csv_001`.
    public var step: String { scope.step }
    /// 1 for the first try. A lease lost to a crash or a shutdown does not count.
    public var attempt: Int { scope.attempt }
    /// How many attempts the step has in all, this one included.
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

    /// The results of a batch's workers that succeeded, in the order of their ranges; none when the batch had no items or
    /// was skipped. Throws as `result(of:)` does.
    public func batchResults<S: WorkflowStep>(of step: S.Type) throws -> [S.Result] {
        switch try scope.result(of: S.name) {
        case nil: return []
        case .array(let results)?:
            do {
                return try results.map { try S.Result(json: $0) }
            } catch let error as RecordError {
                throw PermanentError(
                    code: .invalidDependency, message: "A recorded result of \(S.name) does not read as its type: \(error)")
            }
        default: throw PermanentError(code: .invalidDependency, message: "Step \(S.name) is no batch worker.")
        }
    }

    /// What an earlier attempt of this step has saved; nil when none has.
    public var lastCheckpoint: Checkpoint? { scope.lastCheckpoint }

    /// Saves how far the step has come, durably, and goes on. A later attempt, here or on another worker, gets it as
    /// `lastCheckpoint`; attempts are not counted by it.
    ///
    /// Throws `CancellationError` when the step is no longer this worker's, `RecordError` or `JSONError` for what JSON
    /// cannot hold, and what the store throws.
    ///
    /// - Parameters:
    ///   - cursor: where to go on.
    ///   - itemsProcessed: so far, in all attempts.
    ///   - accumulated: what has been gathered so far.
    public func checkpoint(
        cursor: some RecordValue, itemsProcessed: Int, accumulated: some RecordValue = JSONValue.null
    ) async throws {
        try await scope.save(
            Checkpoint(cursor: try cursor.json(), itemsProcessed: itemsProcessed, accumulated: try accumulated.json()))
    }

    /// The base URL to use where a spec says `baseURL`, as `EngineConfiguration.endpoints` has it.
    package func endpoint(for baseURL: String) -> String { scope.endpoints[baseURL] ?? baseURL }
}
