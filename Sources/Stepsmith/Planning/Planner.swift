/// The scheduling rules, in one place and the same on every store: pure functions from an event to a transition.
///
/// *The planner decides, the store applies, the engine runs.* No clock, no randomness, no I/O in here.
public enum Planner {
    /// How often a step may lose its worker before it is given up: a step that kills its worker must end.
    public static let leaseLossLimit = 10

    /// What the planner needs to know of the step that an event is about.
    public struct Subject: Sendable {
        public var position: Int
        /// Failed attempts before this one.
        public var failures: Int
        public var leaseLosses: Int

        public init(position: Int, failures: Int, leaseLosses: Int) {
            self.position = position
            self.failures = failures
            self.leaseLosses = leaseLosses
        }
    }

    /// What happens after an attempt ended with `outcome`. `variation` in -1…1 spreads retries.
    public static func plan(
        _ outcome: AttemptOutcome, of subject: Subject, in graph: WorkflowGraph, variation: Double
    ) -> Transition {
        var transition = decide(outcome, of: subject, in: graph, variation: variation)
        if graph.definition.steps[subject.position].kind == .batchWorker {
            asBatchWorker(&transition, graph.definition.steps[subject.position])
        }
        return transition
    }

    private static func decide(
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

    /// What settling a step by hand passes on. Nil for a step that decides more than its result.
    ///
    /// - Parameter position: of the definition.
    public static func resolve(_ position: Int, in graph: WorkflowGraph) -> [Release]? {
        switch graph.definition.steps[position].kind {
        case .decision, .batchable: return nil
        case .batchWorker: return []
        case .standard, .deferredConvergence: return graph.successReleases[position]
        }
    }

    /// Recorded with a step that an operator's retry made ready.
    public static let retriedByHand = "retried by an operator"

    /// What a step that was skipped passes on.
    ///
    /// Of a decision that was skipped no branch was chosen, so its branches are skipped whatever else they wait for, as
    /// those are that a decision passes over; and so are the workers of an analyzer that was.
    public static func skipped(_ position: Int, in graph: WorkflowGraph) -> (releases: [Release], skips: [Skip]) {
        let skips = graph.skippedWith[position]
        if skips.isEmpty { return (graph.skipReleases[position], []) }
        let reason = "skipped with \(graph.definition.steps[position].name)"
        return (graph.skipReleases[position], skips.map { Skip(position: $0, reason: reason) })
    }

    /// What a step does once nothing it waits for is open, whatever its type: it runs if any parent ran (or it has
    /// none), else its branch was not taken.
    public static func settle(liveParents: Int, hasParents: Bool) -> Settled {
        liveParents > 0 || !hasParents ? .ready : .skipped
    }

    /// Why a step is skipped whose parents all were.
    public static func skipReason(of position: Int, in graph: WorkflowGraph) -> String {
        let parents = graph.parents[position]
        let named = parents.prefix(3).map { graph.definition.steps[$0].name }.joined(separator: ", ")
        return "skipped with what it waits for: \(named)\(parents.count > 3 ? " and \(parents.count - 3) more" : "")"
    }

    public enum Settled: Sendable { case ready, skipped }

    /// Whether a run is over, from its counters, and how it ended.
    public static func end(running: Int, queued: Int, failures: Int, isHalted: Bool) -> RunState? {
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
            transition.releases = graph.successReleases[subject.position]
            return transition
        case .route(let steps):
            chosen = steps
            reason = "decision \(name) chose \(steps.isEmpty ? "no branch" : steps.joined(separator: ", "))"
        case .skip(let why):
            chosen = []
            reason = "decision \(name) chose no branch: \(why)"
        case .batches(let totalItems, let batchSize):
            return analyze(subject, result, totalItems, batchSize, graph)
        }
        return route(subject, result, chosen, reason, graph)
    }

    /// A decision's children: the chosen go on and the rest is skipped, whatever else it waits for. A convergence is no
    /// branch: it waits for those that run, so the decision counts for it as a dependency that ran, unless no branch
    /// was chosen at all.
    private static func route(
        _ subject: Subject, _ result: [UInt8], _ chosen: [String], _ reason: String, _ graph: WorkflowGraph
    ) -> Transition {
        let steps = graph.definition.steps
        var routed: Set<Int> = []
        for name in chosen {
            guard let child = graph.position(of: name), graph.parents[child].contains(subject.position) else {
                return refuse(
                    subject, "Decision \(steps[subject.position].name) chose \(name), which does not depend on it.", graph)
            }
            routed.insert(child)
        }
        var transition = Transition(position: subject.position, change: .succeeded(result))
        for child in graph.dependents[subject.position] {
            if routed.contains(child) {
                transition.releases.append(Release(position: child, edge: .taken))
            } else if steps[child].kind == .deferredConvergence {
                transition.releases.append(Release(position: child, edge: routed.isEmpty ? .notTaken : .taken))
            } else {
                transition.skips.append(Skip(position: child, reason: reason))
            }
        }
        return transition
    }

    /// An analyzer's ranges, for its mould.
    private static func analyze(
        _ subject: Subject, _ result: [UInt8], _ totalItems: Int, _ batchSize: Int?, _ graph: WorkflowGraph
    ) -> Transition {
        let step = graph.definition.steps[subject.position]
        var transition = Transition(position: subject.position, change: .succeeded(result))
        transition.releases = graph.successReleases[subject.position]
        guard let mould = step.worker.flatMap(graph.position(of:)) else {
            if totalItems == 0 { return transition }
            return refuse(subject, "Step \(step.name) found \(totalItems) items and has no batch_worker to work on them.", graph)
        }
        let size = batchSize ?? step.batchSize ?? graph.definition.steps[mould].batch?.batchSize ?? 1
        guard let ranges = BatchRanges(cutting: totalItems, by: size, maxWorkers: step.maxWorkers) else {
            return refuse(subject, "Step \(step.name) gave \(totalItems) items in ranges of \(size).", graph)
        }
        if ranges.count > BatchRanges.limit {
            return refuse(
                subject,
                "Step \(step.name) cut \(totalItems) items into \(ranges.count) ranges, more than \(BatchRanges.limit): raise "
                    + "batch_size, or set max_workers.", graph)
        }
        transition.batch = BatchStart(mould: mould, ranges: ranges)
        return transition
    }

    /// What a batch worker's end means for its group: what waits for the mould waits for all of them, and so does the run.
    private static func asBatchWorker(_ transition: inout Transition, _ mould: StepDefinition) {
        switch transition.change {
        case .succeeded: transition.batchEnd = .succeeded
        case .failed, .abandoned: transition.batchEnd = .failed
        case .retrying: if mould.batch?.failureStrategy == .isolate { transition.batchEnd = .setAside }
        case .ready, .lost: break
        }
        transition.releases = []
        transition.haltsRun = false
    }

    /// A handler asked for what the workflow cannot do.
    private static func refuse(_ subject: Subject, _ message: String, _ graph: WorkflowGraph) -> Transition {
        fail(subject, StepFailure(code: .invalidResult, message: message, isRetryable: false), nil, graph, 0)
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
        var transition = Transition(position: subject.position, change: .abandoned(failure))
        transition.haltsRun = graph.definition.failurePolicy == .stop
        return transition
    }
}
