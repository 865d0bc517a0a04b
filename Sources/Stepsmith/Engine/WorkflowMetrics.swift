internal import Metrics

/// swift-metrics of one workflow: `stepsmith_steps_total` by outcome, `stepsmith_step_duration_seconds`, and
/// `stepsmith_runs_total` by end. Costs next to nothing when no metrics system is bootstrapped.
struct WorkflowMetrics: Sendable {
    enum Outcome: String, Sendable, CaseIterable {
        case succeeded, failed, retrying, released, revoked
    }

    private let attempts: [Counter]
    private let runs: [Counter]
    private let duration: Timer

    init(_ workflow: WorkflowIdentity) {
        let dimensions = [("workflow", "\(workflow.namespace)/\(workflow.name)"), ("version", workflow.version)]
        attempts = Outcome.allCases.map { outcome in
            Counter(label: "stepsmith_steps_total", dimensions: dimensions + [("outcome", outcome.rawValue)])
        }
        runs = RunState.allCases.map { state in
            Counter(label: "stepsmith_runs_total", dimensions: dimensions + [("state", state.rawValue)])
        }
        duration = Timer(
            label: "stepsmith_step_duration_seconds", dimensions: dimensions, preferredDisplayUnit: .seconds)
    }

    func ended(_ outcome: Outcome, after time: Duration) {
        switch outcome {
        case .succeeded: attempts[0].increment()
        case .failed: attempts[1].increment()
        case .retrying: attempts[2].increment()
        case .released: attempts[3].increment()
        case .revoked: attempts[4].increment()
        }
        duration.recordNanoseconds(time.wholeNanoseconds)
    }

    func finished(_ state: RunState) {
        switch state {
        case .running: return
        case .succeeded: runs[1].increment()
        case .failed: runs[2].increment()
        case .cancelled: runs[3].increment()
        }
    }
}
