/// A definition that no run could be made of. The generator refuses such specs; a definition written by hand may have one.
public enum DefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
    case noSteps(WorkflowIdentity)
    case duplicateStep(WorkflowIdentity, step: String)
    case unknownDependency(WorkflowIdentity, step: String, dependency: String)
    /// The steps that wait for each other, or for one that does.
    case cycle(WorkflowIdentity, steps: [String])

    public var description: String {
        switch self {
        case .noSteps(let workflow):
            return "Workflow \(workflow) has no steps."
        case .duplicateStep(let workflow, let step):
            return "Workflow \(workflow) has two steps named \(step)."
        case .unknownDependency(let workflow, let step, let dependency):
            return "Step \(step) of workflow \(workflow) depends on \(dependency), which is no step of it."
        case .cycle(let workflow, let steps):
            return "Steps of workflow \(workflow) wait for each other: \(steps.joined(separator: ", "))."
        }
    }
}
