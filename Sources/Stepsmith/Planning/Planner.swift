/// The scheduling rules, in one place and the same on every store: pure functions from an event to a transition.
///
/// *The planner decides, the store applies, the engine runs.* No clock, no randomness, no I/O in here.
enum Planner {
    /// How often a step may lose its worker before it is given up: a step that kills its worker must end.
    static let leaseLossLimit = 10

    /// What the planner needs to know of the step that an event is about.
    struct Subject: Sendable {
        var position: Int
        /// Failed attempts before this one.
        var failures: Int
        var leaseLosses: Int
    }

    /// What happens after an attempt ended with `outcome`. `variation` in -1…1 spreads retries.
    static func plan(
        _ outcome: AttemptOutcome, of subject: Subject, in graph: WorkflowGraph, variation: Double
    ) -> Transition {
        switch outcome {
        case .succeeded(let result, let directive):
            return succeed(subject, result, directive, graph)
        case .failed(let failure, let retryAfter):
            return fail(subject, failure, retryAfter, graph, variation)
        case .leaseLost:
            return lose(subject, graph)
        case .released:
            return Transition(position: subject.position, change: .ready)
        }
    }

    /// What a step that was skipped passes on.
    static func skipped(_ position: Int, in graph: WorkflowGraph) -> [Release] {
        graph.dependents[position].map { Release(position: $0, edge: .notTaken) }
    }

    /// What a step does once nothing it waits for is open: it runs if any parent ran (or it has none), else its branch was not taken.
    static func settle(liveParents: Int, hasParents: Bool) -> Settled { liveParents > 0 || !hasParents ? .ready : .skipped }

    enum Settled: Sendable { case ready, skipped }

    /// Whether a run is over, from its counters, and how it ended.
    static func end(running: Int, queued: Int, failures: Int, isHalted: Bool) -> RunState? {
        if running > 0 || (queued > 0 && !isHalted) { return nil }
        return failures > 0 ? .failed : .succeeded
    }

    private static func succeed(
        _ subject: Subject, _ result: [UInt8], _ directive: Directive, _ graph: WorkflowGraph
    ) -> Transition {
        let chosen: [String]
        let reason: String
        let name = graph.definition.steps[subject.position].name
        switch directive {
        case .none:
            var transition = Transition(position: subject.position, change: .succeeded(result))
            transition.releases = graph.dependents[subject.position].map { Release(position: $0, edge: .taken) }
            return transition
        case .route(let steps):
            chosen = steps
            reason = "decision \(name) chose \(steps.isEmpty ? "no branch" : steps.joined(separator: ", "))"
        case .skip(let why):
            chosen = []
            reason = "decision \(name) chose no branch: \(why)"
        }
        return route(subject, result, chosen, reason, graph)
    }

    /// A decision's children: the chosen go on, convergences wait for what was chosen, the rest is skipped whatever else it waits for.
    private static func route(
        _ subject: Subject, _ result: [UInt8], _ chosen: [String], _ reason: String, _ graph: WorkflowGraph
    ) -> Transition {
        let children = graph.dependents[subject.position]
        let steps = graph.definition.steps
        if let stranger = chosen.first(where: { name in !children.contains { steps[$0].name == name } }) {
            let failure = StepFailure(
                code: .invalidResult,
                message: "Decision \(steps[subject.position].name) chose \(stranger), which does not depend on it.",
                isRetryable: false)
            return fail(subject, failure, nil, graph, 0)
        }
        var transition = Transition(position: subject.position, change: .succeeded(result))
        for child in children {
            if chosen.contains(steps[child].name) {
                transition.releases.append(Release(position: child, edge: .taken))
            } else if steps[child].kind == .deferredConvergence {
                transition.releases.append(Release(position: child, edge: .notTaken))
            } else {
                transition.skips.append(Skip(position: child, reason: reason))
            }
        }
        return transition
    }

    private static func fail(
        _ subject: Subject, _ failure: StepFailure, _ retryAfter: Duration?, _ graph: WorkflowGraph, _ variation: Double
    ) -> Transition {
        let policy = graph.definition.steps[subject.position].retry
        let failures = subject.failures + 1
        if failure.isRetryable, policy.allowsAttempt(after: failures) {
            let delay = policy.delay(after: failures, retryAfter: retryAfter, variation: variation)
            return Transition(position: subject.position, change: .retrying(failure, after: delay))
        }
        var transition = Transition(position: subject.position, change: .failed(failure))
        transition.haltsRun = graph.definition.failurePolicy == .stop
        return transition
    }

    private static func lose(_ subject: Subject, _ graph: WorkflowGraph) -> Transition {
        let losses = subject.leaseLosses + 1
        if losses < leaseLossLimit { return Transition(position: subject.position, change: .lost) }
        let failure = StepFailure(
            code: .leaseLost,
            message: "The step's worker was lost \(losses) times while running it; it may be what kills the worker.",
            isRetryable: false)
        var transition = Transition(position: subject.position, change: .failed(failure))
        transition.haltsRun = graph.definition.failurePolicy == .stop
        return transition
    }
}
