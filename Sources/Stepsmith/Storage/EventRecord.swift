/// Names one published event; the same at each delivery.
public struct EventID: Hashable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}

/// Which event: events of several workflows may have one name.
public struct EventKey: Hashable, Sendable, CustomStringConvertible {
    /// The namespace of the workflow.
    public let namespace: String
    /// The workflow's name. Its versions share their events.
    public let workflow: String
    /// The step of the definition; a batch worker's mould.
    public let step: String
    /// The event's name in its spec.
    public let name: String

    public init(namespace: String, workflow: String, step: String, name: String) {
        self.namespace = namespace
        self.workflow = workflow
        self.step = step
        self.name = name
    }

    public init<E: WorkflowEvent>(_ event: E.Type) {
        let identity = E.Step.Flow.definition.identity
        self.init(namespace: identity.namespace, workflow: identity.name, step: E.Step.name, name: E.name)
    }

    public var description: String { "\(namespace)/\(workflow)/\(step)/\(name)" }
}

/// A published event, as stores keep it.
public struct EventRecord: Sendable, Equatable {
    /// Unique in its store; the same again when a delivery is repeated.
    public var id: EventID
    /// Which event of which step it is.
    public var key: EventKey
    /// The run that published it.
    public var run: RunID
    /// The workflow of that run, with its version.
    public var workflow: WorkflowIdentity
    /// The step's name in the run.
    public var step: String
    /// Of the step, from 1.
    public var attempt: Int
    /// JSON text.
    public var payload: [UInt8]
    /// When it was published, by the store's clock.
    public var publishedAt: Timestamp
    /// Deliveries that failed before this one.
    public var failedDeliveries: Int

    public init(
        id: EventID, key: EventKey, run: RunID, workflow: WorkflowIdentity, step: String, attempt: Int, payload: [UInt8],
        publishedAt: Timestamp, failedDeliveries: Int = 0
    ) {
        self.id = id
        self.key = key
        self.run = run
        self.workflow = workflow
        self.step = step
        self.attempt = attempt
        self.payload = payload
        self.publishedAt = publishedAt
        self.failedDeliveries = failedDeliveries
    }
}

/// What a worker asks for of the outbox.
public struct EventClaim: Sendable {
    /// Who takes the events.
    public var worker: WorkerID
    /// Only events of these are handed out.
    public var keys: [EventKey]
    /// How many to take at most.
    public var limit: Int
    /// How long they are this worker's. One that is not settled by then is handed out again.
    public var lease: Duration

    public init(worker: WorkerID, keys: [EventKey], limit: Int, lease: Duration) {
        self.worker = worker
        self.keys = keys
        self.limit = limit
        self.lease = lease
    }
}

/// Events handed to a worker.
public struct ClaimedEvents: Sendable {
    /// Oldest first.
    public var events: [EventRecord]
    /// How long until another delivery is due, if nothing else happens; nil when nothing is pending. May be too early,
    /// never too late.
    public var nextDue: Duration?

    public init(events: [EventRecord], nextDue: Duration? = nil) {
        self.events = events
        self.nextDue = nextDue
    }
}

/// How a delivery ended.
public enum EventDelivery: Sendable, Equatable {
    /// The event leaves the outbox.
    case delivered
    /// It is handed out again after this time.
    case failed(retryAfter: Duration)
}
