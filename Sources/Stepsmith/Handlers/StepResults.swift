/// The recorded results of a run, by step.
public struct StepResults: Sendable {
    let results: [String: JSONValue]

    init(_ results: [String: JSONValue]) { self.results = results }

    /// The step's result. Throws `RunError.noResult` when it has none.
    public func result<S: WorkflowStep>(of step: S.Type) throws -> S.Result {
        guard let value = try optionalResult(of: step) else { throw RunError.noResult(step: S.name) }
        return value
    }

    /// The step's result, nil when it was skipped or has none.
    public func optionalResult<S: WorkflowStep>(of step: S.Type) throws -> S.Result? {
        guard let json = results[S.name] else { return nil }
        return try S.Result(json: json)
    }
}
