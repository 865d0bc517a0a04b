/// What an engine cannot be made or asked to do.
public enum EngineError: Error, Sendable, CustomStringConvertible {
    case duplicateWorkflow(WorkflowIdentity)
    case unknownWorkflow(String, known: [WorkflowIdentity])
    case missingHandler(WorkflowIdentity, step: String)
    /// A value of `handler.initialization`, as the environment has it, does not fit the type that the spec gives it.
    case invalidConfiguration(WorkflowIdentity, step: String, RecordError)
    /// A setting of the engine that nothing could run with.
    case unusableSetting(String)
    case alreadyRunning
    /// The input is not JSON text, or nothing that JSON text can say.
    case malformedInput(WorkflowIdentity, JSONError)
    /// The input breaks `input_schema`; nothing was stored.
    case invalidInput(WorkflowIdentity, ValidationError)
    /// A value of the input does not fit the type that its schema became, such as a number too large for it.
    case unreadableInput(WorkflowIdentity, RecordError)

    public var description: String {
        switch self {
        case .duplicateWorkflow(let workflow):
            return "Workflow \(workflow) is registered twice: give the engine one registration of it, or another version."
        case .unknownWorkflow(let name, let known):
            let list = known.map(\.description).sorted().joined(separator: ", ")
            return "No workflow \(name) is registered with this engine; registered are: \(list.isEmpty ? "none" : list)."
        case .missingHandler(let workflow, let step):
            return "Workflow \(workflow) was registered without a handler for step \(step)."
        case .invalidConfiguration(let workflow, let step, let error):
            return "The initialization of step \(step) of \(workflow) does not fit its type in this environment: \(error)"
        case .unusableSetting(let what): return "The engine's configuration cannot be used: \(what)."
        case .alreadyRunning: return "The engine runs already; one engine runs once at a time."
        case .malformedInput(let workflow, let error): return "The input of \(workflow) is not valid JSON: \(error)"
        case .invalidInput(let workflow, let error): return "The input of \(workflow) breaks its input_schema: \(error)"
        case .unreadableInput(let workflow, let error): return "The input of \(workflow) does not read as its type: \(error)"
        }
    }
}
