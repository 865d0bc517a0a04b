/// A run without its steps.
public struct RunSummary: Sendable, Equatable {
    /// The run's id.
    public var id: RunID
    /// Its workflow, with the version that it was started with.
    public var workflow: WorkflowIdentity
    /// Where it stands.
    public var state: RunState
    /// The key that it was started with, if any.
    public var idempotencyKey: String?
    /// When it was started, by the store's clock.
    public var createdAt: Timestamp
    /// When it ended; nil while it is unfinished.
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
    /// Only runs in this state; nil for all.
    public var state: RunState?
    /// Only runs of workflows in this namespace; nil for all.
    public var namespace: String?
    /// Only runs of workflows of this name; nil for all.
    public var workflow: String?
    /// How many runs to give at most, newest first.
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
