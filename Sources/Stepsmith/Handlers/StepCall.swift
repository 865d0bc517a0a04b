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
}
