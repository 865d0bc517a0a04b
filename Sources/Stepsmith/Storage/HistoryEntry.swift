/// One transition, as it was recorded.
public struct HistoryEntry: Sendable, Equatable {
    /// What happened to a run or to one of its steps.
    public enum Event: String, Sendable, Codable {
        case runCreated = "run_created"
        case runSucceeded = "run_succeeded"
        case runFailed = "run_failed"
        case runCancelled = "run_cancelled"
        /// A failed run goes on, by an operator's retry or after a step was settled by hand.
        case runResumed = "run_resumed"
        /// Nothing is left to wait for. Not recorded for the steps that a run begins with.
        case ready
        case started, succeeded, failed, retrying, skipped, cancelled
        /// By hand.
        case resolved
        /// Given back by its worker at shutdown.
        case released
        case leaseLost = "lease_lost"
    }

    /// When, by the store's clock.
    public var at: Timestamp
    /// What happened.
    public var event: Event
    /// Nil for the run itself.
    public var step: String?
    /// The worker that had the step, where one had.
    public var worker: WorkerID?
    /// The number of the attempt, from 1, where it is about one.
    public var attempt: Int?
    /// Of the attempt.
    public var duration: Duration?
    /// How the attempt failed, where it did.
    public var failure: StepFailure?
    /// Why a step was skipped, or made ready again.
    public var reason: String?

    public init(
        at: Timestamp, event: Event, step: String? = nil, worker: WorkerID? = nil, attempt: Int? = nil,
        duration: Duration? = nil, failure: StepFailure? = nil, reason: String? = nil
    ) {
        self.at = at
        self.event = event
        self.step = step
        self.worker = worker
        self.attempt = attempt
        self.duration = duration
        self.failure = failure
        self.reason = reason
    }
}
