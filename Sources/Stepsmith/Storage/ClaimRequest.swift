/// What a worker asks for.
public struct ClaimRequest: Sendable {
    public var worker: WorkerID
    /// Only steps of these are claimed; the rest is for other workers.
    public var workflows: [WorkflowIdentity]
    public var limit: Int
    public var lease: Duration
    /// Different for each request of this worker that may have to be repeated.
    public var number: Int
    /// True when the answer to the request with this number was lost: the store gives what it claimed then, not more.
    public var isRepeated: Bool

    public init(
        worker: WorkerID, workflows: [WorkflowIdentity], limit: Int, lease: Duration, number: Int = 0,
        isRepeated: Bool = false
    ) {
        self.worker = worker
        self.workflows = workflows
        self.limit = limit
        self.lease = lease
        self.number = number
        self.isRepeated = isRepeated
    }
}

public struct Claim: Sendable {
    public var steps: [ClaimedStep]
    /// How long until a retry is due or a lease runs out, if nothing else happens; nil when nothing is pending. May be
    /// too early, never too late.
    public var nextDue: Duration?

    public init(steps: [ClaimedStep], nextDue: Duration? = nil) {
        self.steps = steps
        self.nextDue = nextDue
    }
}

/// A leased step with all that its handler needs.
public struct ClaimedStep: Sendable {
    public var lease: Lease
    public var workflow: WorkflowIdentity
    /// The step's name in the run; a batch worker's has a number.
    public var name: String
    /// The position of its definition.
    public var definition: Int
    /// Failed attempts before this one.
    public var failures: Int
    public var leaseLosses: Int
    /// The run's input, JSON text.
    public var input: [UInt8]
    /// The results of its direct dependencies in the order of the definition, nil for one that was skipped or has none.
    /// A batch worker's are one array of those that succeeded, in the order of their ranges.
    public var results: [[UInt8]?]
    /// Of dependencies that are batch workers, those that failed for good, by the position of their definition.
    public var batchFailures: [Int: [BatchFailure]]
    /// For a batch worker.
    public var batch: BatchRange?
    /// What an earlier attempt has saved: JSON text of a `Checkpoint`.
    public var checkpoint: [UInt8]?

    public init(
        lease: Lease, workflow: WorkflowIdentity, name: String, definition: Int, failures: Int, leaseLosses: Int, input: [UInt8],
        results: [[UInt8]?], batchFailures: [Int: [BatchFailure]] = [:], batch: BatchRange? = nil, checkpoint: [UInt8]? = nil
    ) {
        self.lease = lease
        self.workflow = workflow
        self.name = name
        self.definition = definition
        self.failures = failures
        self.leaseLosses = leaseLosses
        self.input = input
        self.results = results
        self.batchFailures = batchFailures
        self.batch = batch
        self.checkpoint = checkpoint
    }
}
