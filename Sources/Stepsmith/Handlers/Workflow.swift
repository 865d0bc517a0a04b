/// A generated workflow: a namespace for its steps' types, with its definition.
public protocol Workflow: Sendable {
    associatedtype Input: RecordValue
    /// What a finished run gives back: the result of the one step that nothing depends on, or a struct of them.
    associatedtype Output: Sendable

    static var definition: WorkflowDefinition { get }
    /// Checks a run's input against `input_schema`, collecting every failure.
    static func validate(input: JSONValue, _ validation: inout Validation)
    /// Reads the output from the results of a run that succeeded.
    static func output(from results: StepResults) throws -> Output
}

/// A generated step: a namespace for its result, its handler protocol and what else the spec gives it.
public protocol WorkflowStep: Sendable {
    associatedtype Flow: Workflow
    associatedtype Result: RecordValue

    /// The step's name in the spec.
    static var name: String { get }
    /// Checks a result against `result_schema`, collecting every failure.
    static func validate(result: JSONValue, _ validation: inout Validation)
}
