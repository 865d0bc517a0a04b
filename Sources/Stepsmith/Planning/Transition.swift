/// How one attempt of a step ended.
enum AttemptOutcome: Sendable {
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
    var position: Int
    var change: StepChange
    /// Edges to dependents that are now settled.
    var releases: [Release] = []
    /// Steps skipped outright, whatever else they wait for.
    var skips: [Skip] = []
    /// Nothing new starts in this run.
    var haltsRun = false
}

/// The new state of the step that an attempt was of.
enum StepChange: Sendable {
    case succeeded([UInt8])
    case failed(StepFailure)
    case retrying(StepFailure, after: Duration)
    /// Ready again, nothing counted.
    case ready
    /// Ready again, one lease loss counted.
    case lost
}

/// An edge from a settled step to a dependent.
struct Release: Sendable, Equatable {
    enum Edge: Sendable { case taken, notTaken }
    var position: Int
    var edge: Edge
}

struct Skip: Sendable, Equatable {
    var position: Int
    var reason: String
}
