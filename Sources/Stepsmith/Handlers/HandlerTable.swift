/// The handlers of one workflow, under construction. Generated code fills it; a step left out is a programming error
/// that `Engine` reports, but generated `registered(…)` functions take every handler as a parameter, so it cannot
/// happen.
public struct HandlerTable<W: Workflow>: Sendable {
    var handlers: [String: StepHandler] = [:]
    var configurations: [String: ConfigurationReader] = [:]
    var events: [String: [EventSource]] = [:]
    var resultChecks: [String: JSONCheck] = [:]
    var resources: [any HandlerResource] = []

    public init() {}

    /// Adds the handler of a step whose result is all it decides.
    public mutating func add<S: WorkflowStep>(
        _ step: S.Type, _ body: @escaping @Sendable (StepCall) async throws -> S.Result
    ) where S.Flow == W {
        resultChecks[S.name] = checkResult(of: S.self)
        handlers[S.name] = { call in
            let result = try await body(call)
            return StepOutput(result: try validated(result, S.self))
        }
    }

    /// Adds the handler of a decision.
    public mutating func addDecision<S: WorkflowStep, Route: DecisionRoute>(
        _ step: S.Type, _ body: @escaping @Sendable (StepCall) async throws -> Decision<Route, S.Result>
    ) where S.Flow == W {
        resultChecks[S.name] = checkResult(of: S.self)
        handlers[S.name] = { call in
            let decision = try await body(call)
            return StepOutput(result: try validated(decision.result, S.self), directive: decision.directive)
        }
    }

    /// Adds the analyzer of a batch.
    public mutating func addBatchable<S: WorkflowStep>(
        _ step: S.Type, _ body: @escaping @Sendable (StepCall) async throws -> BatchConfig<S.Result>
    ) where S.Flow == W {
        resultChecks[S.name] = checkResult(of: S.self)
        handlers[S.name] = { call in
            let batch = try await body(call)
            return StepOutput(
                result: try validated(batch.result, S.self),
                directive: .batches(totalItems: batch.totalItems, batchSize: batch.batchSize))
        }
    }

    /// Has the step's `handler.initialization` read as its type, once for each engine.
    public mutating func configure<S: ConfiguredStep>(_ step: S.Type) where S.Flow == W {
        configurations[S.name] = { try S.Configuration(json: $0) }
    }

    /// Adds an event of a step. `body` makes its payload, after each attempt whose end meets the event's condition; nil
    /// publishes nothing.
    public mutating func addEvent<E: WorkflowEvent>(
        _ event: E.Type, _ body: @escaping @Sendable (StepOutcome<E.Step.Result>, StepContext) async throws -> E.Payload?
    ) where E.Step.Flow == W {
        events[E.Step.name, default: []].append(EventSource(event, body))
    }

    /// Has a resource live as long as the engine runs.
    public mutating func use(_ resource: any HandlerResource) {
        if !resources.contains(where: { $0 === resource }) { resources.append(resource) }
    }
}

/// Reads a step's configuration as its type.
typealias ConfigurationReader = @Sendable (JSONValue) throws -> any Sendable

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
    /// An analyzer found so many items. Without a batch size of its own, the spec's counts.
    case batches(totalItems: Int, batchSize: Int?)
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
