/// Why a run gives no output.
public enum RunError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The run failed; each failed step with its last failure.
    case failed(RunID, [FailedStep])
    case cancelled(RunID)
    /// The step was skipped, or resolved without a result.
    case noResult(step: String)
    case unknownRun(RunID)

    public var description: String {
        switch self {
        case .failed(let run, let steps):
            let reasons = steps.map(\.description).joined(separator: "; ")
            return "Run \(run) failed: \(reasons)"
        case .cancelled(let run): return "Run \(run) was cancelled."
        case .noResult(let step): return "Step \(step) has no result: it was skipped, or has not finished."
        case .unknownRun(let run): return "There is no run \(run) in this store."
        }
    }
}

/// A step that failed for good, and why.
public struct FailedStep: Sendable, Hashable, CustomStringConvertible {
    /// The name of the step that failed.
    public var step: String
    /// How it failed last.
    public var failure: StepFailure

    public init(step: String, failure: StepFailure) {
        self.step = step
        self.failure = failure
    }

    public var description: String { "step \(step): \(failure)" }
}
