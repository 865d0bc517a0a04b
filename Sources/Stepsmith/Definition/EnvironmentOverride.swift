/// One entry of `environments`: what the named environment changes in a step.
public struct EnvironmentOverride: Sendable {
    public let environment: String
    /// A step's name, or `ALL`.
    public let step: String
    public let timeout: Duration?
    /// Replaces the whole policy, not key by key, as in Tasker.
    public let retry: RetryPolicy?

    public init(_ environment: String, step: String, timeout: Duration? = nil, retry: RetryPolicy? = nil) {
        self.environment = environment
        self.step = step
        self.timeout = timeout
        self.retry = retry
    }
}

extension WorkflowDefinition {
    /// This definition as the named environment changes it; unchanged when it names no environment of the definition.
    ///
    /// As Tasker's resolver has it: the name must match exactly; entries apply in the order of the list, `ALL` to every step at
    /// the point where it stands, so that a later entry wins.
    public func applying(environment: String?) -> WorkflowDefinition {
        guard let environment else { return self }
        let entries = environments.filter { $0.environment == environment }
        if entries.isEmpty { return self }
        return replacingSteps { step in
            for entry in entries where entry.step == "ALL" || entry.step == step.name {
                if let timeout = entry.timeout { step.timeout = timeout }
                if let retry = entry.retry { step.retry = retry }
            }
        }
    }
}
