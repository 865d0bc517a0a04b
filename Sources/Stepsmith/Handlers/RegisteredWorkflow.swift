/// A workflow with a handler for each of its steps, ready to be given to an `Engine`.
public struct RegisteredWorkflow<W: Workflow>: WorkflowRegistration {
    public let definition: WorkflowDefinition
    let handlers: [String: StepHandler]

    public init(_ table: HandlerTable<W>) {
        definition = W.definition
        handlers = table.handlers
    }

    public var registration: Registration { Registration(definition: definition, handlers: handlers) }
}

/// Any `RegisteredWorkflow`, whatever its workflow, so that an engine can hold several.
public protocol WorkflowRegistration: Sendable {
    var definition: WorkflowDefinition { get }
    var registration: Registration { get }
}

/// A registration without its workflow's type: the definition and the handlers by step name. Opaque outside the runtime.
public struct Registration: Sendable {
    public let definition: WorkflowDefinition
    let handlers: [String: StepHandler]
}
