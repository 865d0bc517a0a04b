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
