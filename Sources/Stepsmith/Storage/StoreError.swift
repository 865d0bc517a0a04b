/// What a store cannot do.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownRun(RunID)
    case unknownWorkflow(WorkflowIdentity)
    case fingerprintMismatch(WorkflowIdentity, stored: String, registered: String)

    public var description: String {
        switch self {
        case .unknownRun(let run): return "There is no run \(run) in this store."
        case .unknownWorkflow(let workflow): return "Workflow \(workflow) is not registered with this store."
        case .fingerprintMismatch(let workflow, let stored, let registered):
            return "Workflow \(workflow) was changed without a new version: the store knows it as \(stored) and this program "
                + "registers \(registered). Give the spec a new version, or finish the old runs first."
        }
    }
}
