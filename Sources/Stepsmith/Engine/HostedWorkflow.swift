/// A registered workflow as an engine runs it: its graph, with the environment's overrides, and its handlers by
/// position.
final class HostedWorkflow: Sendable {
    let graph: WorkflowGraph
    let handlers: [StepHandler]
    /// `handler.initialization` as its type, by position; nil for a step without.
    let configurations: [(any Sendable)?]
    /// By position.
    let events: [[HostedEvent]]
    let resources: [any HandlerResource]
    let checkInput: JSONCheck
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
        configurations = try definition.steps.map { step in
            guard let read = registration.configurations[step.name] else { return nil }
            do {
                return try read(try step.configuration.map { try JSONValue(parsing: Array($0.utf8)) } ?? .object([:]))
            } catch let error as RecordError {
                throw EngineError.invalidConfiguration(definition.identity, step: step.name, error)
            }
        }
        events = definition.steps.map { step in
            step.events.compactMap { event in
                registration.events[step.name]?.first { $0.name == event.name }.map { source in
                    let identity = definition.identity
                    let key = EventKey(
                        namespace: identity.namespace, workflow: identity.name, step: step.name, name: event.name)
                    return HostedEvent(definition: event, key: key, source: source)
                }
            }
        }
        resources = registration.resources
        checkInput = registration.inputCheck
        metrics = WorkflowMetrics(definition.identity)
    }
}

/// An event of a step, with what makes its payload.
struct HostedEvent: Sendable {
    let definition: EventDefinition
    let key: EventKey
    let source: EventSource
}
