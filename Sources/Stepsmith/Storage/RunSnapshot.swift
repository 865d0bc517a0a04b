/// A run as it stands, with its steps and history.
public struct RunSnapshot: Sendable {
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
    /// When it came to its final state.
    public var finishedAt: Timestamp?
    /// JSON text.
    public var input: [UInt8]
    /// In the order of the definition. Once a batch is cut, its workers stand in their mould's place; a batch of no items
    /// leaves the mould, skipped.
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

    /// The step of that name; batch workers are named `MOULD_001` and so on. Takes time in proportion to the number of steps.
    public func step(_ name: String) -> StepSnapshot? { steps.first { $0.name == name } }

    /// The result of a step of the definition, as JSON text, nil when it has none; a batch worker's are an array of those
    /// that succeeded, in the order of their ranges, or what an operator gave for all of them.
    public func result(of step: String) -> [UInt8]? {
        if let own = self.step(step) {
            if own.result == nil, own.skipReason == Planner.emptyBatch { return ResultArray.text(of: []) }
            return own.result
        }
        let workers = steps.filter { $0.definition == step }
        if workers.isEmpty { return nil }
        return ResultArray.text(of: workers.lazy.compactMap(\.result))
    }
}

/// A step as it stands.
public struct StepSnapshot: Sendable {
    /// As the spec has it; for a batch worker with the number behind.
    public var name: String
    /// The step of the definition; other than `name` for a batch worker.
    public var definition: String
    /// What it does in its graph.
    public var kind: StepKind
    /// For a batch worker.
    public var batch: BatchRange?
    /// Where it stands.
    public var state: StepState
    /// Tries so far, a running one included, lost leases not.
    public var attempts: Int
    /// How often a worker was lost in the middle of it; after too many it fails for good.
    public var leaseLosses: Int
    /// JSON text.
    public var result: [UInt8]?
    /// Of the last failed attempt.
    public var failure: StepFailure?
    /// Why it will not run, when it was skipped.
    public var skipReason: String?
    /// When its first attempt began, by the store's clock.
    public var startedAt: Timestamp?
    /// When it came to its final state.
    public var finishedAt: Timestamp?
    /// When a retrying step is due; nil for one that waits for the other ranges of its batch.
    public var dueAt: Timestamp?
    /// What the step has saved: JSON text of a `Checkpoint`.
    public var checkpoint: [UInt8]?

    public init(
        name: String, definition: String? = nil, kind: StepKind, state: StepState, attempts: Int, leaseLosses: Int,
        batch: BatchRange? = nil, result: [UInt8]? = nil, failure: StepFailure? = nil, skipReason: String? = nil,
        startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil, dueAt: Timestamp? = nil, checkpoint: [UInt8]? = nil
    ) {
        self.name = name
        self.definition = definition ?? name
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
        self.batch = batch
        self.checkpoint = checkpoint
    }

    /// From the first start to the end.
    public var duration: Duration? {
        guard let startedAt, let finishedAt else { return nil }
        return finishedAt.since(startedAt)
    }
}
