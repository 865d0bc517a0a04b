/// A workflow with a handler for each of its steps, ready to be given to an `Engine`.
public struct RegisteredWorkflow<W: Workflow>: WorkflowRegistration {
    public let definition: WorkflowDefinition
    private let table: HandlerTable<W>

    public init(_ table: HandlerTable<W>) {
        definition = W.definition
        self.table = table
    }

    public var registration: Registration {
        Registration(
            definition: definition, handlers: table.handlers, configurations: table.configurations, events: table.events,
            resources: table.resources, checkInput: checkInput(of: W.self), resultChecks: table.resultChecks)
    }
}

/// Any `RegisteredWorkflow`, whatever its workflow, so that an engine can hold several.
public protocol WorkflowRegistration: Sendable {
    var definition: WorkflowDefinition { get }
    var registration: Registration { get }
}

/// A registration without its workflow's type: the definition and the handlers by step name. Opaque outside the
/// runtime.
public struct Registration: Sendable {
    public let definition: WorkflowDefinition
    let handlers: [String: StepHandler]
    let configurations: [String: ConfigurationReader]
    let events: [String: [EventSource]]
    let resources: [any HandlerResource]
    let inputCheck: JSONCheck
    private let resultChecks: [String: JSONCheck]

    init(
        definition: WorkflowDefinition, handlers: [String: StepHandler], configurations: [String: ConfigurationReader] = [:],
        events: [String: [EventSource]] = [:], resources: [any HandlerResource] = [],
        checkInput: @escaping JSONCheck = { _ in }, resultChecks: [String: JSONCheck] = [:]
    ) {
        self.definition = definition
        self.handlers = handlers
        self.configurations = configurations
        self.events = events
        self.resources = resources
        inputCheck = checkInput
        self.resultChecks = resultChecks
    }

    /// Checks an input against the workflow's `input_schema`. Throws `ValidationError` with every failure, or `RecordError` for a
    /// value that does not fit its Swift type.
    public func checkInput(_ input: JSONValue) throws { try inputCheck(input) }

    /// Checks a result that no handler has made against the step's `result_schema`. Throws `ValidationError` with every
    /// failure, or `RecordError` for a value that does not fit its Swift type.
    ///
    /// - Parameter step: of the definition; a batch worker's mould. One that is not there has nothing to check.
    public func checkResult(_ result: JSONValue, of step: String) throws { try resultChecks[step]?(result) }
}

/// Throws `ValidationError` with every failure, or `RecordError` for a value that does not fit its Swift type.
typealias JSONCheck = @Sendable (JSONValue) throws -> Void

/// Checks an input as generated code has it for `W`.
func checkInput<W: Workflow>(of workflow: W.Type) -> JSONCheck {
    { json in
        var validation = Validation()
        W.validate(input: json, &validation)
        try validation.finish()
        _ = try W.Input(json: json)
    }
}

/// Checks a result as generated code has it for `S`.
func checkResult<S: WorkflowStep>(of step: S.Type) -> JSONCheck {
    { json in
        var validation = Validation()
        S.validate(result: json, &validation)
        try validation.finish()
        _ = try S.Result(json: json)
    }
}
