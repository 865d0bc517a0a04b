/// What names a workflow: its namespace, name and version. Written `namespace/name@version`.
public struct WorkflowIdentity: Hashable, Sendable, Codable, CustomStringConvertible {
    public var namespace: String
    public var name: String
    public var version: String

    public init(namespace: String, name: String, version: String) {
        self.namespace = namespace
        self.name = name
        self.version = version
    }

    public var description: String { "\(namespace)/\(name)@\(version)" }
}

/// The static description of a workflow: what the planner needs to know, and nothing that a handler computes.
///
/// Generated code builds one per spec; no YAML is read at run time. Immutable once built.
public struct WorkflowDefinition: Sendable {
    public let identity: WorkflowIdentity
    /// A hash of everything that matters to stored runs: the graph, step types and schemas. Descriptions, retries, timeouts
    /// and environments may change without changing it. 32 lowercase hexadecimal digits.
    public let fingerprint: String
    public let failurePolicy: FailurePolicy
    /// In the order of the spec.
    public private(set) var steps: [StepDefinition]
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
}

/// What a permanently failed step does to the rest of its run.
public enum FailurePolicy: String, Sendable {
    /// Nothing new starts; steps already running finish; the run fails.
    case stop
    /// Branches that do not depend on the failed step go on first; then the run fails.
    case `continue`
}

/// The five step types.
public enum StepKind: String, Sendable, CaseIterable {
    case standard
    case decision
    case deferredConvergence = "deferred_convergence"
    case batchable
    case batchWorker = "batch_worker"
}

/// One step of a definition.
public struct StepDefinition: Sendable {
    public let name: String
    public let kind: StepKind
    /// Names of the steps this one waits for, in the order of the spec.
    public let dependencies: [String]
    public var retry: RetryPolicy
    /// Nil means no limit.
    public var timeout: Duration?
    /// For a batchable step: the name of the batch worker step that its ranges run on.
    public let worker: String?
    public let batch: BatchPolicy?

    public init(
        _ name: String, _ kind: StepKind = .standard, dependsOn dependencies: [String] = [],
        retry: RetryPolicy = RetryPolicy(), timeout: Duration? = nil, worker: String? = nil, batch: BatchPolicy? = nil
    ) {
        self.name = name
        self.kind = kind
        self.dependencies = dependencies
        self.retry = retry
        self.timeout = timeout
        self.worker = worker
        self.batch = batch
    }
}

/// `batch_config` of a batch worker step.
public struct BatchPolicy: Sendable, Equatable {
    public enum FailureStrategy: String, Sendable {
        case continueOnFailure = "continue_on_failure"
        case failFast = "fail_fast"
        case isolate
    }

    public var batchSize: Int
    public var parallelism: Int
    public var cursorField: String
    public var failureStrategy: FailureStrategy

    public init(batchSize: Int, parallelism: Int, cursorField: String, failureStrategy: FailureStrategy) {
        self.batchSize = batchSize
        self.parallelism = parallelism
        self.cursorField = cursorField
        self.failureStrategy = failureStrategy
    }
}

/// How a step is retried. Defaults as in the spec format: 3 attempts in total, exponential from 1 s up to 30 s.
public struct RetryPolicy: Sendable, Equatable {
    public enum Backoff: String, Sendable, CaseIterable { case none, linear, exponential, fibonacci }

    /// False makes every failure final.
    public var isRetryable: Bool
    /// The total number of tries, the first included. 0 runs once.
    public var maxAttempts: Int
    public var backoff: Backoff
    public var base: Duration
    public var maximum: Duration

    public init(
        isRetryable: Bool = true, maxAttempts: Int = 3, backoff: Backoff = .exponential, base: Duration = .seconds(1),
        maximum: Duration = .seconds(30)
    ) {
        self.isRetryable = isRetryable
        self.maxAttempts = maxAttempts
        self.backoff = backoff
        self.base = base
        self.maximum = maximum
    }
}

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
