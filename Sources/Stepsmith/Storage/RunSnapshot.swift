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

    public init(_ summary: RunSummary, input: [UInt8], steps: [StepSnapshot], history: [HistoryEntry]) {
        id = summary.id
        workflow = summary.workflow
        state = summary.state
        idempotencyKey = summary.idempotencyKey
        createdAt = summary.createdAt
        finishedAt = summary.finishedAt
        self.input = input
        self.steps = steps
        self.history = history
    }

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

    public init(
        name: String, kind: StepKind, state: StepState, attempts: Int, leaseLosses: Int, result: [UInt8]? = nil,
        failure: StepFailure? = nil, skipReason: String? = nil, startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil,
        dueAt: Timestamp? = nil
    ) {
        self.name = name
        self.kind = kind
        self.state = state
        self.attempts = attempts
        self.leaseLosses = leaseLosses
        self.result = result
        self.failure = failure
        self.skipReason = skipReason
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.dueAt = dueAt
    }

    /// From the first start to the end.
    public var duration: Duration? {
        guard let startedAt, let finishedAt else { return nil }
        return finishedAt.since(startedAt)
    }
}
