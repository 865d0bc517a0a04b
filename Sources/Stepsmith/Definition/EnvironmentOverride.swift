/// One entry of `environments`: what the named environment changes in a step.
public struct EnvironmentOverride: Sendable {
    /// The environment that it applies in, such as `production`; compared exactly.
    public let environment: String
    /// A step's name, or `ALL`.
    public let step: String
    /// In place of the step's timeout; nil changes nothing.
    public let timeout: Duration?
    /// Replaces the whole policy, not key by key, as in Tasker.
    public let retry: RetryPolicy?
    /// `handler.initialization` as JSON text of an object, laid over the step's own key by key; nil changes nothing.
    public let configuration: String?

    public init(
        _ environment: String, step: String, timeout: Duration? = nil, retry: RetryPolicy? = nil,
        configuration: String? = nil
    ) {
        self.environment = environment
        self.step = step
        self.timeout = timeout
        self.retry = retry
        self.configuration = configuration
    }
}

extension WorkflowDefinition {
    /// This definition as the named environment changes it; unchanged when it names no environment of the definition.
    ///
    /// As Tasker's resolver has it: the name must match exactly; entries apply in the order of the list, `ALL` to every step at
    /// the point where it stands, so that a later entry wins. Configurations are merged key by key; nested maps are replaced.
    public func applying(environment: String?) -> WorkflowDefinition {
        guard let environment else { return self }
        let entries = environments.filter { $0.environment == environment }
        if entries.isEmpty { return self }
        return replacingSteps { step in
            for entry in entries where entry.step == "ALL" || entry.step == step.name {
                if let timeout = entry.timeout { step.timeout = timeout }
                if let retry = entry.retry { step.retry = retry }
                if let configuration = entry.configuration { step.overlay(configuration) }
            }
        }
    }
}

extension StepDefinition {
    /// Lays one JSON object over the step's configuration. Text that is no object, which generated code has not, changes
    /// nothing.
    fileprivate mutating func overlay(_ text: String) {
        guard case .object(let changes)? = try? JSONValue(parsing: Array(text.utf8)) else { return }
        var merged = JSONObject()
        if let configuration, case .object(let own)? = try? JSONValue(parsing: Array(configuration.utf8)) { merged = own }
        for (key, value) in changes { merged[key] = value }
        configuration = (try? JSONValue.object(merged).bytes()).map { String(decoding: $0, as: UTF8.self) }
        // What a batchable step is configured with by convention is honoured wherever it comes from.
        if let limit = changes["max_workers"], case .integer(let count) = limit, count > 0 { maxWorkers = count }
        if let limit = changes["batch_size"], case .integer(let size) = limit, size > 0 { batchSize = size }
    }
}
