import Stepsmith

/// What the handlers of a step do, decided before the run begins.
struct StepScript {
    /// How the attempts end, by the number of failures so far; every one after that succeeds.
    var failures: [Failure] = []
    /// How often an attempt saves a checkpoint.
    var checkpoints = 0
    /// What a success decides.
    var directive = Directive.none
    /// Its handler takes the worker with it, every time.
    var killsWorker = false
    /// Whether each end of an attempt publishes a durable event.
    var publishes = false

    struct Failure {
        var isRetryable: Bool
        var retryAfter: Duration?
        var code: ErrorCode = .failed
    }

    /// - Parameter failures: of the step so far, those before an operator's retry included.
    func outcome(after failures: Int) -> ScriptedOutcome {
        failures < self.failures.count ? .fails(self.failures[failures]) : .succeeds(directive)
    }
}

enum ScriptedOutcome {
    case succeeds(Directive)
    case fails(StepScript.Failure)
    /// The worker gives the step back.
    case released
}

/// A workflow and what its handlers do.
struct ScriptedWorkflow {
    let graph: WorkflowGraph
    /// For each step; several for a batch worker, whose ranges take them in turn.
    let scripts: [[StepScript]]

    func script(of definition: Int, range: Int?) -> StepScript {
        let scripts = scripts[definition]
        return scripts[(range ?? 0) % scripts.count]
    }
}
