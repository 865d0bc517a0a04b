public import YAMLSyntax

/// The five values of a step's `type`.
public enum StepKind: String, CaseIterable, Sendable {
    case standard
    case decision
    case deferredConvergence = "deferred_convergence"
    case batchable
    case batchWorker = "batch_worker"
}

/// One step as written, with every default filled in.
public struct StepSpec: Sendable {
    public var name: Located<String>
    public var kind: StepKind
    public var description: String?
    public var swiftName: Located<String>?
    public var callable: Located<String>
    /// `handler.initialization`: a mapping, or nil.
    public var initialization: YAMLNode?
    public var dependencies: [DependencySpec]
    /// Nil without `inputs`: the handler then takes the whole input.
    public var inputs: [InputProjection]?
    public var retry: RetrySpec
    public var timeoutSeconds: Int?
    public var events: [EventSpec]
    public var batch: BatchSpec?
    public var api: APISpec?
    public var resultSchema: Schema?

    public init(
        name: Located<String>, kind: StepKind = .standard, description: String? = nil, swiftName: Located<String>? = nil,
        callable: Located<String>, initialization: YAMLNode? = nil, dependencies: [DependencySpec] = [],
        inputs: [InputProjection]? = nil, retry: RetrySpec = RetrySpec(), timeoutSeconds: Int? = nil,
        events: [EventSpec] = [], batch: BatchSpec? = nil, api: APISpec? = nil, resultSchema: Schema? = nil
    ) {
        self.name = name
        self.kind = kind
        self.description = description
        self.swiftName = swiftName
        self.callable = callable
        self.initialization = initialization
        self.dependencies = dependencies
        self.inputs = inputs
        self.retry = retry
        self.timeoutSeconds = timeoutSeconds
        self.events = events
        self.batch = batch
        self.api = api
        self.resultSchema = resultSchema
    }
}

/// An edge: the step depended on and, from the map form of `depends_on`, the argument's name.
public struct DependencySpec: Sendable {
    public var label: Located<String>?
    public var step: Located<String>

    public init(label: Located<String>? = nil, step: Located<String>) {
        self.label = label
        self.step = step
    }
}

/// An entry of `inputs`: the field of the workflow's input and the argument's name (the field's own unless mapped).
public struct InputProjection: Sendable {
    public var label: Located<String>
    public var field: Located<String>

    public init(label: Located<String>, field: Located<String>) {
        self.label = label
        self.field = field
    }
}

public enum BackoffKind: String, CaseIterable, Sendable {
    case none, linear, exponential, fibonacci
}

/// `retry` with its defaults: retryable, 3 attempts in total, exponential from 1,000 ms up to 30,000 ms.
public struct RetrySpec: Equatable, Sendable {
    public var retryable: Bool
    public var maxAttempts: Int
    public var backoff: BackoffKind
    public var baseMilliseconds: Int
    public var maxMilliseconds: Int

    public init(
        retryable: Bool = true, maxAttempts: Int = 3, backoff: BackoffKind = .exponential,
        baseMilliseconds: Int = 1000, maxMilliseconds: Int = 30_000
    ) {
        self.retryable = retryable
        self.maxAttempts = maxAttempts
        self.backoff = backoff
        self.baseMilliseconds = baseMilliseconds
        self.maxMilliseconds = maxMilliseconds
    }
}

/// `batch_config` of a batch worker step. All five keys are mandatory once the mapping is there.
public struct BatchSpec: Sendable {
    public enum FailureStrategy: String, CaseIterable, Sendable {
        case continueOnFailure = "continue_on_failure"
        case failFast = "fail_fast"
        case isolate
    }

    public var batchSize: Int
    public var parallelism: Int
    public var cursorField: String
    public var workerTemplate: Located<String>
    public var failureStrategy: FailureStrategy

    public init(
        batchSize: Int, parallelism: Int, cursorField: String, workerTemplate: Located<String>,
        failureStrategy: FailureStrategy
    ) {
        self.batchSize = batchSize
        self.parallelism = parallelism
        self.cursorField = cursorField
        self.workerTemplate = workerTemplate
        self.failureStrategy = failureStrategy
    }
}

/// An entry of `publishes_events`.
public struct EventSpec: Sendable {
    public enum Condition: String, CaseIterable, Sendable {
        case success, failure
        case retryableFailure = "retryable_failure"
        case permanentFailure = "permanent_failure"
        case always
    }
    public enum Delivery: String, CaseIterable, Sendable { case durable, fast, broadcast }

    public var name: Located<String>
    public var description: String?
    public var schema: Schema?
    public var condition: Condition
    public var delivery: Delivery
    public var publisher: String?
    /// `x-swift-name`: the Swift type's name when the one made from `name` does not suit.
    public var swiftName: Located<String>?

    public init(
        name: Located<String>, description: String? = nil, schema: Schema? = nil, condition: Condition = .success,
        delivery: Delivery = .durable, publisher: String? = nil, swiftName: Located<String>? = nil
    ) {
        self.name = name
        self.description = description
        self.schema = schema
        self.condition = condition
        self.delivery = delivery
        self.publisher = publisher
        self.swiftName = swiftName
    }
}

/// `api`: the base URL that the handler's client calls.
public struct APISpec: Sendable {
    public var baseURL: Located<String>
    public var timeoutSeconds: Int
    /// In the order written.
    public var headers: [(name: Located<String>, value: Located<String>)]

    public init(
        baseURL: Located<String>, timeoutSeconds: Int = 30,
        headers: [(name: Located<String>, value: Located<String>)] = []
    ) {
        self.baseURL = baseURL
        self.timeoutSeconds = timeoutSeconds
        self.headers = headers
    }
}

/// `environments.<name>`: overrides applied in order; a later one wins.
public struct EnvironmentSpec: Sendable {
    public struct Override: Sendable {
        /// A step's name, or `ALL`.
        public var step: Located<String>
        /// A mapping, merged key by key over the step's own, or nil.
        public var initialization: YAMLNode?
        public var timeoutSeconds: Int?
        /// Replaces the step's whole block; keys left out fall to the defaults, not to the step's own values, as in Tasker.
        public var retry: RetrySpec?

        public init(
            step: Located<String>, initialization: YAMLNode? = nil, timeoutSeconds: Int? = nil, retry: RetrySpec? = nil
        ) {
            self.step = step
            self.initialization = initialization
            self.timeoutSeconds = timeoutSeconds
            self.retry = retry
        }
    }

    public var name: Located<String>
    public var overrides: [Override]

    public init(name: Located<String>, overrides: [Override]) {
        self.name = name
        self.overrides = overrides
    }
}
