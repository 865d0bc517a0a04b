/// A run as it stands, with its steps and history.
public struct RunSnapshot: Sendable {
    public var id: RunID
    public var workflow: WorkflowIdentity
    public var state: RunState
    public var idempotencyKey: String?
    public var createdAt: Timestamp
    public var finishedAt: Timestamp?
    /// JSON text.
    public var input: [UInt8]
    /// In the order of the definition.
    public var steps: [StepSnapshot]
    /// In the order it happened.
    public var history: [HistoryEntry]

    public func step(_ name: String) -> StepSnapshot? { steps.first { $0.name == name } }
}

/// A step as it stands.
public struct StepSnapshot: Sendable {
    public var name: String
    public var kind: StepKind
    public var state: StepState
    /// Tries so far, a running one included, lost leases not.
    public var attempts: Int
    public var leaseLosses: Int
    /// JSON text.
    public var result: [UInt8]?
    /// Of the last failed attempt.
    public var failure: StepFailure?
    public var skipReason: String?
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    /// When a retrying step is due.
    public var dueAt: Timestamp?

    /// From the first start to the end.
    public var duration: Duration? {
        guard let startedAt, let finishedAt else { return nil }
        return finishedAt.since(startedAt)
    }
}

/// One transition, as it was recorded.
public struct HistoryEntry: Sendable, Equatable {
    public enum Event: String, Sendable, Codable {
        case runCreated = "run_created"
        case runSucceeded = "run_succeeded"
        case runFailed = "run_failed"
        case runCancelled = "run_cancelled"
        case started, succeeded, failed, retrying, skipped, cancelled, released, resolved
        case leaseLost = "lease_lost"
    }

    public var at: Timestamp
    public var event: Event
    /// Nil for the run itself.
    public var step: String?
    public var worker: WorkerID?
    public var attempt: Int?
    /// Of the attempt.
    public var duration: Duration?
    public var failure: StepFailure?
    /// Why a step was skipped.
    public var reason: String?
}

/// A run without its steps.
public struct RunSummary: Sendable, Equatable {
    public var id: RunID
    public var workflow: WorkflowIdentity
    public var state: RunState
    public var idempotencyKey: String?
    public var createdAt: Timestamp
    public var finishedAt: Timestamp?
}

/// Which runs to list.
public struct RunQuery: Sendable {
    public var state: RunState?
    public var namespace: String?
    public var workflow: String?
    public var limit: Int
    /// Only runs older than this one: the last id of the page before.
    public var before: RunID?

    public init(
        state: RunState? = nil, namespace: String? = nil, workflow: String? = nil, limit: Int = 100, before: RunID? = nil
    ) {
        self.state = state
        self.namespace = namespace
        self.workflow = workflow
        self.limit = limit
        self.before = before
    }
}
