/// The states of a run. `failed` is left again only by an operator's retry.
public enum RunState: String, Sendable, Codable, CaseIterable {
    case running, succeeded, failed, cancelled

    public var isFinished: Bool { self != .running }
}

/// The states of a step within a run.
public enum StepState: String, Sendable, Codable, CaseIterable {
    /// For its dependencies.
    case waiting
    case ready
    case running
    /// Ready at a time.
    case retrying
    case succeeded
    case failed
    /// On a branch that was not taken.
    case skipped
    case cancelled
    /// By hand, with or without a result.
    case resolved

    public var isTerminal: Bool {
        switch self {
        case .waiting, .ready, .running, .retrying: return false
        case .succeeded, .failed, .skipped, .cancelled, .resolved: return true
        }
    }
}
