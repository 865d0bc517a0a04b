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
    /// As the spec has it; unique in its workflow.
    public let name: String
    /// What the step does in its graph.
    public let kind: StepKind
    /// Names of the steps this one waits for, in the order of the spec.
    public let dependencies: [String]
    /// How often and after which delays a retryable failure is tried again.
    public var retry: RetryPolicy
    /// Nil means no limit.
    public var timeout: Duration?
    /// For a batchable step: the name of the batch worker step that its ranges run on.
    public let worker: String?
    /// For a batch worker.
    public let batch: BatchPolicy?
    /// For a batchable step: at most so many ranges, enlarged if need be. Nil means no limit.
    public var maxWorkers: Int?
    /// For a batchable step: items per range, where its handler names none; nil for the batch worker's.
    public var batchSize: Int?
    /// `handler.initialization` as JSON text of an object; nil without.
    public var configuration: String?
    /// What the step publishes, in the spec's order.
    public let events: [EventDefinition]

    public init(
        _ name: String, _ kind: StepKind = .standard, dependsOn dependencies: [String] = [],
        retry: RetryPolicy = RetryPolicy(), timeout: Duration? = nil, worker: String? = nil, batch: BatchPolicy? = nil,
        maxWorkers: Int? = nil, batchSize: Int? = nil, configuration: String? = nil, events: [EventDefinition] = []
    ) {
        self.name = name
        self.kind = kind
        self.dependencies = dependencies
        self.retry = retry
        self.timeout = timeout
        self.worker = worker
        self.batch = batch
        self.maxWorkers = maxWorkers
        self.batchSize = batchSize
        self.configuration = configuration
        self.events = events
    }
}

/// `batch_config` of a batch worker step.
public struct BatchPolicy: Sendable, Equatable {
    /// What a worker that failed for good does to the others of its batch.
    public enum FailureStrategy: String, Sendable {
        /// The step that gathers the results runs with what succeeded, and with the failures. The run fails at its end.
        case continueOnFailure = "continue_on_failure"
        /// No range is started after the first that fails for good.
        case failFast = "fail_fast"
        /// A range that fails is set aside until the others are done, and then retried with nothing beside it.
        case isolate
    }

    /// Items per range.
    public var batchSize: Int
    /// How many ranges run at once.
    public var parallelism: Int
    /// The field that the cursors count; for the handler's use only.
    public var cursorField: String
    /// What a failed worker does to the others.
    public var failureStrategy: FailureStrategy

    public init(batchSize: Int, parallelism: Int, cursorField: String, failureStrategy: FailureStrategy) {
        self.batchSize = batchSize
        self.parallelism = parallelism
        self.cursorField = cursorField
        self.failureStrategy = failureStrategy
    }
}
