/// The handlers of one workflow, under construction. Generated code fills it; a step left out is a programming error that
/// `RegisteredWorkflow` reports, but generated `registered(…)` functions take every handler as a parameter, so it cannot happen.
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

/// One call of a handler, seen by generated code: typed access to the input and to the results of other steps.
public struct StepCall: Sendable {
    public let context: StepContext

    init(context: StepContext) { self.context = context }

    /// The workflow's input.
    public func input<W: Workflow>(of workflow: W.Type) throws -> W.Input {
        do {
            return try W.Input(json: context.input)
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
