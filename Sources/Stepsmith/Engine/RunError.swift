/// Why a run gives no output.
public enum RunError: Error, Sendable, CustomStringConvertible {
    /// The run failed; each failed step with its last failure.
    case failed(RunID, [(step: String, failure: StepFailure)])
    case cancelled(RunID)
    /// The step was skipped, or resolved without a result.
    case noResult(step: String)
    case unknownRun(RunID)

    public var description: String {
        switch self {
        case .failed(let run, let steps):
            let reasons = steps.map { "step \($0.step): \($0.failure)" }.joined(separator: "; ")
            return "Run \(run) failed: \(reasons)"
        case .cancelled(let run): return "Run \(run) was cancelled."
        case .noResult(let step): return "Step \(step) has no result: it was skipped, or has not finished."
        case .unknownRun(let run): return "There is no run \(run) in this store."
        }
    }
}

/// What an engine cannot be made or asked to do.
public enum EngineError: Error, Sendable, CustomStringConvertible {
    case duplicateWorkflow(WorkflowIdentity)
    case unknownWorkflow(String, known: [WorkflowIdentity])
    case missingHandler(WorkflowIdentity, step: String)
    /// The input is not JSON text.
    case malformedInput(WorkflowIdentity, reason: String)
    /// The input breaks `input_schema`; nothing was stored.
    case invalidInput(WorkflowIdentity, ValidationError)
    /// `run()` was called while the engine runs.
    case alreadyRunning

    public var description: String {
        switch self {
        case .duplicateWorkflow(let workflow):
            return "Workflow \(workflow) is registered twice: give the engine one registration of it, or another version."
        case .unknownWorkflow(let name, let known):
            let list = known.map(\.description).sorted().joined(separator: ", ")
            return "No workflow \(name) is registered with this engine; registered are: \(list.isEmpty ? "none" : list)."
        case .missingHandler(let workflow, let step):
            return "Workflow \(workflow) was registered without a handler for step \(step)."
        case .malformedInput(let workflow, let reason): return "The input of \(workflow) is not valid JSON: \(reason)"
        case .invalidInput(let workflow, let error): return "The input of \(workflow) breaks its input_schema: \(error)"
        case .alreadyRunning: return "The engine runs already: make another one, or wait until it has stopped."
        }
    }
}
