import YAMLSyntax

extension SpecReading {
    /// Keys left out fall to the defaults of `RetrySpec`.
    func readRetry(_ node: YAMLNode) -> RetrySpec {
        var retry = RetrySpec()
        guard let fields = Fields(node, SpecFormat.retry, findings) else { return retry }
        if let retryable = fields.boolean("retryable") { retry.retryable = retryable }
        if let attempts = fields.integer("max_attempts") {
            retry.maxAttempts = attempts
            if attempts == 0, let node = fields.value("max_attempts") {
                findings.add(.zeroAttempts, node.range, "0 attempts still run the step once; write 1")
            }
        }
        if let backoff = fields.text("backoff") { retry.backoff = BackoffKind(rawValue: backoff) ?? .exponential }
        if let base = fields.integer("backoff_base_ms") { retry.baseMilliseconds = base }
        if let most = fields.integer("max_backoff_ms") { retry.maxMilliseconds = most }
        return retry
    }

    /// Nil for no limit, which is what 0 counts as.
    func readTimeout(_ fields: Fields) -> Int? {
        guard let seconds = fields.integer("timeout_seconds") else { return nil }
        if seconds == 0, let node = fields.value("timeout_seconds") {
            findings.add(.zeroTimeout, node.range, "a timeout of 0 counts as none; remove it or write the seconds allowed")
            return nil
        }
        return seconds
    }

    func readEnvironments(_ workflow: Fields) -> [EnvironmentSpec] {
        guard let node = workflow.value("environments"), case .mapping(let entries) = node.content else { return [] }
        let names = Set(stepNames)
        var environments: [EnvironmentSpec] = []
        for entry in entries where !entry.value.isNull {
            guard let name = entry.key.text else { continue }
            if let problem = Names.problem(name, max: 255) {
                findings.add(.badName, entry.key.range, "the environment's name \(problem)")
            }
            guard let fields = Fields(entry.value, SpecFormat.environment, findings) else { continue }
            var overrides: [EnvironmentSpec.Override] = []
            if let node = fields.value("steps"), case .sequence(let items) = node.content {
                for item in items {
                    if let override = readOverride(item, names) { overrides.append(override) }
                }
            }
            environments.append(EnvironmentSpec(name: Located(name, at: entry.key.range), overrides: overrides))
        }
        return environments
    }

    private func readOverride(_ node: YAMLNode, _ names: Set<String>) -> EnvironmentSpec.Override? {
        guard let fields = Fields(node, SpecFormat.override, findings) else { return nil }
        let step = fields.located("name") ?? Located("", at: node.range)
        var override = EnvironmentSpec.Override(step: step)
        if let node = fields.value("handler"), let handler = Fields(node, SpecFormat.overrideHandler, findings) {
            override.initialization = handler.value("initialization")
            if let node = override.initialization { schemas.checkDepth(node) }
        }
        override.timeoutSeconds = readTimeout(fields)
        if let node = fields.value("retry") { override.retry = readRetry(node) }
        guard fields.value("name") != nil else { return nil }
        if step.value != "ALL", !names.contains(step.value), !hasUnnamedStep {
            let hint = findings.suggestion(for: step.value, among: stepNames)
            findings.add(.unknownOverrideStep, step.range, "the workflow has no step \(quoted(step.value))\(hint)")
            return nil
        }
        return override
    }
}
