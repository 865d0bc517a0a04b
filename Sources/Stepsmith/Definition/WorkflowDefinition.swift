/// The static description of a workflow: what the planner needs to know, and nothing that a handler computes.
///
/// Generated code builds one per spec; no YAML is read at run time. Immutable once built.
public struct WorkflowDefinition: Sendable {
    /// Namespace, name and version.
    public let identity: WorkflowIdentity
    /// A hash of everything that matters to stored runs: the graph, step types and schemas. Descriptions, retries, timeouts
    /// and environments may change without changing it. 32 lowercase hexadecimal digits.
    public let fingerprint: String
    /// What a step that failed for good does to the rest of its run.
    public let failurePolicy: FailurePolicy
    /// In the order of the spec.
    public private(set) var steps: [StepDefinition]
    /// What environments change, in the order they apply in.
    public private(set) var environments: [EnvironmentOverride]

    public init(
        namespace: String, name: String, version: String, fingerprint: String, failurePolicy: FailurePolicy = .stop,
        steps: [StepDefinition] = [], environments: [EnvironmentOverride] = []
    ) {
        self.identity = WorkflowIdentity(namespace: namespace, name: name, version: version)
        self.fingerprint = fingerprint
        self.failurePolicy = failurePolicy
        self.steps = steps
        self.environments = environments
    }

    /// For generated code: one statement per step compiles faster than one long array literal.
    public mutating func add(_ step: StepDefinition) { steps.append(step) }
    public mutating func add(_ override: EnvironmentOverride) { environments.append(override) }

    /// A copy with every step passed through `change`.
    func replacingSteps(_ change: (inout StepDefinition) -> Void) -> WorkflowDefinition {
        var copy = self
        for index in copy.steps.indices { change(&copy.steps[index]) }
        return copy
    }
}

/// What a permanently failed step does to the rest of its run.
public enum FailurePolicy: String, Sendable {
    /// Nothing new starts; steps already running finish; the run fails.
    case stop
    /// Branches that do not depend on the failed step go on first; then the run fails.
    case `continue`
}
