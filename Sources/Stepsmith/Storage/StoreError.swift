/// What a store cannot do.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownRun(RunID)
    case unknownStep(RunID, step: String)
    /// A worker of a batch whose results, and this failure, are in use already.
    case unretryable(step: String)
    /// A result given by hand that is not JSON.
    case malformedResult(step: String, JSONError)
    case unknownWorkflow(WorkflowIdentity)
    /// A decision or an analyzer: nobody would have chosen its branches or ranges.
    case unresolvable(step: String, StepKind)
    case fingerprintMismatch(WorkflowIdentity, stored: String, registered: String)
    /// The store cannot do its work now, for a reason outside of it, such as a full disk. Nothing was changed; the text
    /// says why and what to do. Trying again may help.
    case unavailable(String)

    public var description: String {
        switch self {
        case .unavailable(let why): return why
        case .unknownRun(let run): return "There is no run \(run) in this store."
        case .unknownStep(let run, let step): return "Run \(run) has no step \(step)."
        case .unresolvable(let step, let kind):
            let what = kind == .decision ? "branches would be taken" : "ranges there would be"
            return "Step \(step) cannot be settled by hand: it is a \(kind.rawValue) step, and nobody would know which \(what). "
                + "Retry it instead."
        case .unretryable(let step):
            return "Step \(step) cannot be retried: what waits for its batch has gone on without it. Start a new run."
        case .malformedResult(let step, let error): return "The result for step \(step) is not JSON: \(error)"
        case .unknownWorkflow(let workflow): return "Workflow \(workflow) is not registered with this store."
        case .fingerprintMismatch(let workflow, let stored, let registered):
            return "Workflow \(workflow) was changed without a new version: the store knows it as \(stored) and this program "
                + "registers \(registered). Give the spec a new version, or finish the old runs first."
        }
    }
}
