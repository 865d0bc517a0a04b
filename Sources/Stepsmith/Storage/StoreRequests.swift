/// A run to create. The input has been validated.
public struct NewRun: Sendable {
    public var id: RunID
    public var workflow: WorkflowIdentity
    /// JSON text.
    public var input: [UInt8]
    /// Unique within the workflow's namespace and name.
    public var idempotencyKey: String?

    public init(id: RunID, workflow: WorkflowIdentity, input: [UInt8], idempotencyKey: String? = nil) {
        self.id = id
        self.workflow = workflow
        self.input = input
        self.idempotencyKey = idempotencyKey
    }
}

public struct CreatedRun: Sendable, Equatable {
    public var id: RunID
    /// False when an earlier run has the key.
    public var isNew: Bool

    public init(id: RunID, isNew: Bool) {
        self.id = id
        self.isNew = isNew
    }
}

/// What a worker asks for.
public struct ClaimRequest: Sendable {
    public var worker: WorkerID
    /// Only steps of these are claimed; the rest is for other workers.
    public var workflows: [WorkflowIdentity]
    public var limit: Int
    public var lease: Duration

    public init(worker: WorkerID, workflows: [WorkflowIdentity], limit: Int, lease: Duration) {
        self.worker = worker
        self.workflows = workflows
        self.limit = limit
        self.lease = lease
    }
}

public struct Claim: Sendable {
    public var steps: [ClaimedStep]
    /// How long until a retry is due or a lease runs out, if nothing else happens; nil when nothing is pending.
    public var nextDue: Duration?

    public init(steps: [ClaimedStep], nextDue: Duration?) {
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
    public var results: [[UInt8]?]

    public init(
        lease: Lease, workflow: WorkflowIdentity, name: String, definition: Int, failures: Int, leaseLosses: Int,
        input: [UInt8], results: [[UInt8]?]
    ) {
        self.lease = lease
        self.workflow = workflow
        self.name = name
        self.definition = definition
        self.failures = failures
        self.leaseLosses = leaseLosses
        self.input = input
        self.results = results
    }
}

/// The end of an attempt.
public struct Completion: Sendable {
    public var lease: Lease
    public var transition: Transition
    /// How long the attempt took.
    public var duration: Duration

    public init(lease: Lease, transition: Transition, duration: Duration) {
        self.lease = lease
        self.transition = transition
        self.duration = duration
    }
}

public struct Applied: Sendable {
    /// For each completion, whether it took effect, now or by an earlier call with the same lease. False: the lease was lost.
    public var accepted: [Bool]
    public var claimed: [ClaimedStep]
    /// As in `Claim`.
    public var nextDue: Duration?

    public init(accepted: [Bool], claimed: [ClaimedStep], nextDue: Duration?) {
        self.accepted = accepted
        self.claimed = claimed
        self.nextDue = nextDue
    }
}
