/// The recorded results of a run, by step.
public struct StepResults: Sendable {
    private let results: [String: [UInt8]]
    private let read: @Sendable (String) throws -> [UInt8]?

    /// - Parameters:
    ///   - results: JSON text by step name.
    ///   - read: for a step that is not among them.
    package init(_ results: [String: [UInt8]], otherwise read: @escaping @Sendable (String) throws -> [UInt8]? = { _ in nil }) {
        self.results = results
        self.read = read
    }

    /// The step's result. Throws `RunError.noResult` when it has none, `JSONError` or `RecordError` when it does not
    /// read as its type.
    public func result<S: WorkflowStep>(of step: S.Type) throws -> S.Result {
        guard let value = try optionalResult(of: step) else { throw RunError.noResult(step: S.name) }
        return value
    }

    /// The step's result, nil when it was skipped or has none.
    public func optionalResult<S: WorkflowStep>(of step: S.Type) throws -> S.Result? {
        guard let text = try results[S.name] ?? read(S.name) else { return nil }
        return try S.Result(json: JSONValue(parsing: text))
    }

    /// The results of a batch's workers, in the order of their ranges; none when the batch had no items or was skipped.
    public func batchResults<S: WorkflowStep>(of step: S.Type) throws -> [S.Result] {
        guard let text = try results[S.name] ?? read(S.name) else { return [] }
        guard case .array(let values) = try JSONValue(parsing: text) else { throw RunError.noResult(step: S.name) }
        return try values.map { try S.Result(json: $0) }
    }
}
