/// How one attempt of a step ended.
public enum AttemptOutcome: Sendable {
    /// With its result as JSON text and, for a decision, what it decided.
    case succeeded([UInt8], Directive)
    /// `retryAfter` is the error's own wish.
    case failed(StepFailure, retryAfter: Duration?)
    /// The lease ran out: the worker crashed, hung or was cut off. Burns no attempt.
    case leaseLost
    /// The worker gave the step back, at shutdown. Burns no attempt.
    case released
}

/// What the planner decided: a value that a store applies in one transaction, or not at all.
public struct Transition: Sendable {
    /// The step the attempt was of, by its position in the run.
    public var position: Int
    public var change: StepChange
    /// Edges to dependents that are now settled.
    public var releases: [Release]
    /// Steps skipped outright, whatever else they wait for.
    public var skips: [Skip]
    /// Nothing new starts in this run.
    public var haltsRun: Bool
    /// The ranges that a batchable step has cut, for its mould.
    public var batch: BatchStart?
    /// For a batch worker: how this leaves its group.
    public var batchEnd: BatchWorkerEnd?

    public init(
        position: Int, change: StepChange, releases: [Release] = [], skips: [Skip] = [], haltsRun: Bool = false,
        batch: BatchStart? = nil, batchEnd: BatchWorkerEnd? = nil
    ) {
        self.position = position
        self.change = change
        self.releases = releases
        self.skips = skips
        self.haltsRun = haltsRun
        self.batch = batch
        self.batchEnd = batchEnd
    }
}

/// The new state of the step that an attempt was of.
public enum StepChange: Sendable {
    case succeeded([UInt8])
    case failed(StepFailure)
    case retrying(StepFailure, after: Duration)
    /// Ready again, nothing counted.
    case ready
    /// Ready again, one lease loss counted.
    case lost
    /// Failed for having lost its worker too often: one lease loss counted and no attempt.
    case abandoned(StepFailure)
}

/// An edge from a settled step to a dependent.
public struct Release: Sendable, Equatable {
    public enum Edge: Sendable { case taken, notTaken }
    public var position: Int
    public var edge: Edge

    public init(position: Int, edge: Edge) {
        self.position = position
        self.edge = edge
    }
}

/// A step that a decision passes over.
public struct Skip: Sendable, Equatable {
    public var position: Int
    public var reason: String

    public init(position: Int, reason: String) {
        self.position = position
        self.reason = reason
    }
}

/// The batch that an analyzer asks for. Its workers start when nothing is left that their mould waits for.
public struct BatchStart: Sendable, Equatable {
    /// The mould's position.
    public var mould: Int
    public var ranges: BatchRanges

    public init(mould: Int, ranges: BatchRanges) {
        self.mould = mould
        self.ranges = ranges
    }
}
