/// The end of an attempt.
public struct Completion: Sendable {
    public var lease: Lease
    public var transition: Transition
    /// How long the attempt took.
    public var duration: Duration
    /// Durable events, for the outbox.
    public var events: [EventRecord]

    public init(lease: Lease, transition: Transition, duration: Duration, events: [EventRecord] = []) {
        self.lease = lease
        self.transition = transition
        self.duration = duration
        self.events = events
    }
}

/// What came of applying completions.
public struct Applied: Sendable {
    /// For each completion, whether it took effect, now or by an earlier call with the same lease. False: the lease was
    /// lost.
    public var accepted: [Bool]
    public var claimed: [ClaimedStep]
    /// As in `Claim`.
    public var nextDue: Duration?
    /// Runs that this call brought to their end.
    public var finished: [FinishedRun]

    public init(
        accepted: [Bool], claimed: [ClaimedStep] = [], nextDue: Duration? = nil, finished: [FinishedRun] = []
    ) {
        self.accepted = accepted
        self.claimed = claimed
        self.nextDue = nextDue
        self.finished = finished
    }
}

public struct FinishedRun: Sendable, Equatable {
    public var id: RunID
    public var state: RunState

    public init(id: RunID, state: RunState) {
        self.id = id
        self.state = state
    }
}
