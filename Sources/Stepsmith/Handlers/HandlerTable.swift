/// The handlers of one workflow, under construction. Generated code fills it; a step left out is a programming error
/// that `Engine` reports, but generated `registered(…)` functions take every handler as a parameter, so it cannot
/// happen.
public struct HandlerTable<W: Workflow>: Sendable {
    var handlers: [String: StepHandler] = [:]

    public init() {}

    /// Adds the handler of a step whose result is all it decides.
    public mutating func add<S: WorkflowStep>(
        _ step: S.Type, _ body: @escaping @Sendable (StepCall) async throws -> S.Result
    ) where S.Flow == W {
        handlers[S.name] = { call in
            let result = try await body(call)
            return StepOutput(result: try validated(result, S.self))
        }
    }
}

/// Runs one step: from what the store handed out to what it will record.
typealias StepHandler = @Sendable (StepCall) async throws -> StepOutput

/// What a handler produced, as the planner sees it.
struct StepOutput: Sendable {
    var result: JSONValue
    var directive: Directive = .none
}

/// What a successful step decides beyond its result.
public enum Directive: Sendable, Equatable {
    case none
    /// A decision chose these steps; every other child of the decision is skipped.
    case route([String])
    /// A decision chose no branch.
    case skip(reason: String)
}

/// Encodes a result and checks it against its schema. An invalid result is a permanent failure of the step.
private func validated<S: WorkflowStep>(_ result: S.Result, _ step: S.Type) throws -> JSONValue {
    let json: JSONValue
    do {
        json = try result.json()
    } catch let error as RecordError {
        throw PermanentError(code: .invalidResult, message: "The result of step \(S.name) cannot be written as JSON: \(error)")
    }
    var validation = Validation()
    S.validate(result: json, &validation)
    do {
        try validation.finish()
    } catch let error as ValidationError {
        throw PermanentError(code: .invalidResult, message: "The result of step \(S.name) breaks its result_schema: \(error)")
    }
    return json
}
