/// A step with `handler.initialization`: its values as a type.
public protocol ConfiguredStep: WorkflowStep {
    associatedtype Configuration: RecordValue
}

/// A `StepContext` with the step's `handler.initialization`, as the environment has it. Safe to use from any task.
@dynamicMemberLookup
public struct ConfiguredContext<Configuration: Sendable>: Sendable {
    /// What every handler gets.
    public let base: StepContext
    /// The step's `handler.initialization`, with the environment's changes.
    public let configuration: Configuration

    public init(_ base: StepContext, _ configuration: Configuration) {
        self.base = base
        self.configuration = configuration
    }

    public subscript<Value>(dynamicMember member: KeyPath<StepContext, Value>) -> Value { base[keyPath: member] }

    /// As in `StepContext`.
    public func result<S: WorkflowStep>(of step: S.Type) throws -> S.Result { try base.result(of: step) }

    /// As in `StepContext`.
    public func optionalResult<S: WorkflowStep>(of step: S.Type) throws -> S.Result? { try base.optionalResult(of: step) }

    /// As in `StepContext`.
    public func batchResults<S: WorkflowStep>(of step: S.Type) throws -> [S.Result] { try base.batchResults(of: step) }

    /// As in `StepContext`.
    public func checkpoint(
        cursor: some RecordValue, itemsProcessed: Int, accumulated: some RecordValue = JSONValue.null
    ) async throws {
        try await base.checkpoint(cursor: cursor, itemsProcessed: itemsProcessed, accumulated: accumulated)
    }
}
