/// A run without its steps.
public struct RunSummary: Sendable, Equatable {
    public var id: RunID
    public var workflow: WorkflowIdentity
    public var state: RunState
    public var idempotencyKey: String?
    public var createdAt: Timestamp
    public var finishedAt: Timestamp?

    public init(
        id: RunID, workflow: WorkflowIdentity, state: RunState, idempotencyKey: String?, createdAt: Timestamp,
        finishedAt: Timestamp?
    ) {
        self.id = id
        self.workflow = workflow
        self.state = state
        self.idempotencyKey = idempotencyKey
        self.createdAt = createdAt
        self.finishedAt = finishedAt
    }
}

extension RunSummary {
    public init(_ run: RunSnapshot) {
        self.init(
            id: run.id, workflow: run.workflow, state: run.state, idempotencyKey: run.idempotencyKey,
            createdAt: run.createdAt, finishedAt: run.finishedAt)
    }
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
