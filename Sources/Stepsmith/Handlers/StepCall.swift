/// One call of a handler, seen by generated code: typed access to the input and to the results of other steps.
public struct StepCall: Sendable {
    public let context: StepContext

    init(context: StepContext) { self.context = context }

    /// The workflow's input. Throws `PermanentError` (`INVALID_INPUT`) when the stored input does not read as its type.
    public func input<W: Workflow>(of workflow: W.Type) throws -> W.Input {
        do {
            return try W.Input(json: try context.scope.input())
        } catch let error as RecordError {
            throw PermanentError(code: .invalidInput, message: "The run's input no longer reads as \(W.self).Input: \(error)")
        }
    }

    /// The result of a step that has run.
    public func result<S: WorkflowStep>(of step: S.Type) throws -> S.Result { try context.result(of: step) }

    /// The result of a step that may have been skipped.
    public func optionalResult<S: WorkflowStep>(of step: S.Type) throws -> S.Result? {
        try context.optionalResult(of: step)
    }

    /// The results of a batch's workers, in the order of their ranges; none when the batch had no items or was skipped.
    public func batchResults<S: WorkflowStep>(of step: S.Type) throws -> [S.Result] { try context.batchResults(of: step) }

    /// A batch's workers that failed for good, in the order of their ranges.
    public func batchFailures<S: WorkflowStep>(of step: S.Type) throws -> [BatchFailure] {
        try context.scope.failures(of: S.name)
    }

    /// The range of a batch worker. Throws `PermanentError` when the step is none.
    public func batch() throws -> BatchContext {
        guard let range = context.scope.batch else {
            throw PermanentError(code: .invalidInput, message: "Step \(context.step) is no batch worker, so it has no range.")
        }
        return BatchContext(range, checkpoint: context.lastCheckpoint)
    }

    /// The context with the step's `handler.initialization`.
    public func configuredContext<S: ConfiguredStep>(of step: S.Type) throws -> ConfiguredContext<S.Configuration> {
        guard let configuration = context.scope.configuration as? S.Configuration else {
            throw PermanentError(code: .invalidInput, message: "Step \(S.name) was registered without its configuration.")
        }
        return ConfiguredContext(context, configuration)
    }
}
