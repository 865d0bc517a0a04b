/// A registered workflow as an engine runs it: its graph, with the environment's overrides, and its handlers by
/// position.
final class HostedWorkflow: Sendable {
    let graph: WorkflowGraph
    let handlers: [StepHandler]
    let checkInput: InputCheck
    let metrics: WorkflowMetrics

    var identity: WorkflowIdentity { graph.identity }
    var steps: [StepDefinition] { graph.definition.steps }

    init(_ registration: Registration, environment: String?) throws {
        let definition = registration.definition.applying(environment: environment)
        graph = try WorkflowGraph(definition)
        handlers = try definition.steps.map { step throws(EngineError) in
            guard let handler = registration.handlers[step.name] else {
                throw EngineError.missingHandler(definition.identity, step: step.name)
            }
            return handler
        }
        checkInput = registration.checkInput
        metrics = WorkflowMetrics(definition.identity)
    }
}
