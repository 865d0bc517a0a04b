import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// The static description of the workflow, one statement per step: a long array literal would take longer to compile.
    func definition() {
        let spec = model.spec
        out.line(access, "static let definition: WorkflowDefinition = makeDefinition()", "")
        out.blank()
        out.open("private static func makeDefinition() -> WorkflowDefinition {")
        let policy = spec.failurePolicy == .stop ? ".stop" : ".continue"
        let binding = spec.steps.isEmpty && spec.environments.isEmpty ? "let" : "var"
        out.list(
            binding + " d = WorkflowDefinition(",
            [
                "namespace: " + StringLiteral.of(spec.namespace.value), "name: " + StringLiteral.of(spec.name.value),
                "version: " + StringLiteral.of(spec.version.value),
                "fingerprint: \"" + Fingerprint.of(spec, files: translator.library?.files) + "\"",
                "failurePolicy: " + policy,
            ], ")")
        var index = 0
        while index < spec.steps.count {
            stepDefinition(spec.steps[index], index)
            index += 1
        }
        for environment in spec.environments {
            for override in environment.overrides { self.override(override, environment.name.value) }
        }
        out.line("return d")
        out.close()
    }

    private func stepDefinition(_ step: StepSpec, _ index: Int) {
        let parents = model.graph.parents[index].map { StringLiteral.of(model.spec.steps[$0].name.value) }
        var parts = [
            StringLiteral.of(step.name.value), "." + DefinitionText.kind(step.kind),
            "dependsOn: [" + parents.joined(separator: ", ") + "]",
        ]
        if let retry = DefinitionText.retry(step.retry) { parts.append("retry: " + retry) }
        if let timeout = step.timeoutSeconds { parts.append("timeout: .seconds(" + String(timeout) + ")") }
        if let worker = model.graph.worker(of: index) {
            parts.append("worker: " + StringLiteral.of(model.spec.steps[worker].name.value))
        }
        if let batch = step.batch { parts.append("batch: " + DefinitionText.batch(batch)) }
        if step.kind == .batchable {
            if let most = DefinitionText.count("max_workers", of: step) { parts.append("maxWorkers: " + String(most)) }
            if let size = DefinitionText.count("batch_size", of: step) { parts.append("batchSize: " + String(size)) }
        }
        if model.steps[index].configuration != nil {
            // Constants that only an environment gives are none without it.
            parts.append("configuration: " + StringLiteral.of(ConstantText.of(step.initialization) ?? "{}"))
        }
        parts += DefinitionText.events(model.steps[index].events)
        out.list("d.add(StepDefinition(", parts, "))")
    }

    private func override(_ override: EnvironmentSpec.Override, _ environment: String) {
        var parts = [StringLiteral.of(environment), "step: " + StringLiteral.of(override.step.value)]
        if let timeout = override.timeoutSeconds { parts.append("timeout: .seconds(" + String(timeout) + ")") }
        if let retry = override.retry { parts.append("retry: " + (DefinitionText.retry(retry) ?? "RetryPolicy()")) }
        if let constants = ConstantText.of(override.initialization) {
            parts.append("configuration: " + StringLiteral.of(constants))
        }
        if parts.count > 2 { out.list("d.add(EnvironmentOverride(", parts, "))") }
    }
}

/// Parts of a definition as Swift source.
private enum DefinitionText {
    static func kind(_ kind: StepKind) -> String {
        switch kind {
        case .standard: return "standard"
        case .decision: return "decision"
        case .deferredConvergence: return "deferredConvergence"
        case .batchable: return "batchable"
        case .batchWorker: return "batchWorker"
        }
    }

    /// Only what differs from the defaults, which are the same there; nil when nothing does.
    static func retry(_ retry: RetrySpec) -> String? {
        let standard = RetrySpec()
        var parts: [String] = []
        if retry.retryable != standard.retryable {
            parts.append("isRetryable: " + (retry.retryable ? "true" : "false"))
        }
        if retry.maxAttempts != standard.maxAttempts { parts.append("maxAttempts: " + String(retry.maxAttempts)) }
        if retry.backoff != standard.backoff { parts.append("backoff: ." + retry.backoff.rawValue) }
        if retry.baseMilliseconds != standard.baseMilliseconds {
            parts.append("base: .milliseconds(" + String(retry.baseMilliseconds) + ")")
        }
        if retry.maxMilliseconds != standard.maxMilliseconds {
            parts.append("maximum: .milliseconds(" + String(retry.maxMilliseconds) + ")")
        }
        return parts.isEmpty ? nil : "RetryPolicy(" + parts.joined(separator: ", ") + ")"
    }

    /// A constant that the runtime knows too, if it is a whole number of at least 1.
    static func count(_ key: String, of step: StepSpec) -> Int? {
        let number: Int?
        switch step.initialization?.entry(key)?.value.value {
        case .integer(let value)?: number = Int(exactly: value)
        case .number(let value)?: number = Int(exactly: value)
        default: number = nil
        }
        guard let number, number >= 1 else { return nil }
        return number
    }

    /// The argument `events`, in pieces that may stand on lines of their own.
    static func events(_ events: [EventModel]) -> [String] {
        var parts: [String] = []
        for event in events { parts.append((parts.isEmpty ? "events: [" : "") + self.event(event.spec)) }
        if !parts.isEmpty { parts[parts.count - 1] += "]" }
        return parts
    }

    private static func event(_ event: EventSpec) -> String {
        let condition: String
        switch event.condition {
        case .success: condition = "success"
        case .failure: condition = "failure"
        case .retryableFailure: condition = "retryableFailure"
        case .permanentFailure: condition = "permanentFailure"
        case .always: condition = "always"
        }
        return "EventDefinition(" + StringLiteral.of(event.name.value) + ", condition: ." + condition + ", delivery: ."
            + event.delivery.rawValue + ")"
    }

    static func batch(_ batch: BatchSpec) -> String {
        let strategy: String
        switch batch.failureStrategy {
        case .continueOnFailure: strategy = "continueOnFailure"
        case .failFast: strategy = "failFast"
        case .isolate: strategy = "isolate"
        }
        return "BatchPolicy(batchSize: " + String(batch.batchSize) + ", parallelism: " + String(batch.parallelism)
            + ", cursorField: " + StringLiteral.of(batch.cursorField) + ", failureStrategy: ." + strategy + ")"
    }
}
