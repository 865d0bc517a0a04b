/// A run to create. The input has been validated.
public struct NewRun: Sendable {
    /// The run's id; chosen by the caller, so that a start may be repeated.
    public var id: RunID
    /// A workflow that is registered with the store.
    public var workflow: WorkflowIdentity
    /// The store refuses another than it knows; nil for whichever it knows.
    public var fingerprint: String?
    /// JSON text.
    public var input: [UInt8]
    /// Unique within the workflow's namespace and name.
    public var idempotencyKey: String?

    public init(
        id: RunID, workflow: WorkflowIdentity, fingerprint: String? = nil, input: [UInt8], idempotencyKey: String? = nil
    ) {
        self.id = id
        self.workflow = workflow
        self.fingerprint = fingerprint
        self.input = input
        self.idempotencyKey = idempotencyKey
    }
}

/// What a start gave: a new run, or the one that its key has already.
public struct CreatedRun: Sendable, Equatable {
    /// The run's id; chosen by the caller, so that a start may be repeated.
    public var id: RunID
    /// False when an earlier run has the key.
    public var isNew: Bool

    public init(id: RunID, isNew: Bool) {
        self.id = id
        self.isNew = isNew
    }
}
