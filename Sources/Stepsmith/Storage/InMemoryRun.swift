/// One run in memory: its rows, and the rules applied to them. Changes only inside the store's lock.
struct InMemoryRun: Sendable {
    struct Row: Sendable {
        var state: StepState
        /// Dependencies that are not settled yet.
        var waitingOn: Int
        /// Dependencies that ran.
        var liveParents = 0
        var failures = 0
        var leaseLosses = 0
        /// Counts claims; the current one is the lease's token.
        var token = 0
        var worker: WorkerID?
        var leaseEnds: Timestamp?
        /// The last completion that took effect, so that repeating it is recognised.
        var completed: (token: Int, worker: WorkerID)?
        var result: [UInt8]?
        var failure: StepFailure?
        var skipReason: String?
        var startedAt: Timestamp?
        var finishedAt: Timestamp?
        var dueAt: Timestamp?
    }

    let id: RunID
    let graph: WorkflowGraph
    let input: [UInt8]
    let idempotencyKey: String?
    let createdAt: Timestamp
    var state = RunState.running
    var finishedAt: Timestamp?
    var isHalted = false
    var running = 0
    /// Ready and retrying steps.
    var queued = 0
    var failures = 0
    var rows: [Row]
    var history: [HistoryEntry] = []

    /// What a change made available.
    struct Effect {
        /// Steps to put into the queue.
        var ready: [Int] = []
        /// A step that is due later.
        var retry: (position: Int, due: Timestamp)?
    }

    init(_ new: NewRun, graph: WorkflowGraph, at now: Timestamp) {
        id = new.id
        self.graph = graph
        input = new.input
        idempotencyKey = new.idempotencyKey
        createdAt = now
        rows = graph.parents.map { Row(state: $0.isEmpty ? .ready : .waiting, waitingOn: $0.count) }
        history.append(HistoryEntry(at: now, event: .runCreated))
    }

    /// Makes the steps without dependencies available.
    mutating func begin() -> Effect {
        var effect = Effect()
        effect.ready = rows.indices.filter { rows[$0].state == .ready }
        queued = effect.ready.count
        return effect
    }

    func isClaimable(_ position: Int, at now: Timestamp) -> Bool {
        guard state == .running, !isHalted else { return false }
        let row = rows[position]
        switch row.state {
        case .ready: return true
        case .retrying: return row.dueAt.map { $0 <= now } ?? true
        default: return false
        }
    }

    mutating func claim(_ position: Int, by worker: WorkerID, until end: Timestamp, at now: Timestamp) -> ClaimedStep {
        rows[position].state = .running
        rows[position].token += 1
        rows[position].worker = worker
        rows[position].leaseEnds = end
        rows[position].dueAt = nil
        if rows[position].startedAt == nil { rows[position].startedAt = now }
        queued -= 1
        running += 1
        record(.started, position, attempt: rows[position].failures + 1, at: now)
        let row = rows[position]
        return ClaimedStep(
            lease: Lease(run: id, position: position, token: row.token), workflow: graph.identity,
            name: graph.definition.steps[position].name, definition: position, failures: row.failures,
            leaseLosses: row.leaseLosses, input: input, results: graph.parents[position].map { rows[$0].result })
    }

    func isHeld(_ lease: Lease, by worker: WorkerID) -> Bool {
        guard rows.indices.contains(lease.position) else { return false }
        let row = rows[lease.position]
        return row.state == .running && row.token == lease.token && row.worker == worker
    }

    /// Applies a transition that the caller has checked against the lease.
    mutating func apply(_ transition: Transition, duration: Duration?, at now: Timestamp) -> Effect {
        let position = transition.position
        let attempt = rows[position].failures + 1
        var effect = Effect()
        let event: HistoryEntry.Event
        var failure: StepFailure?
        switch transition.change {
        case .succeeded(let result):
            rows[position].result = result
            rows[position].failure = nil
            settle(position, .succeeded, at: now)
            event = .succeeded
        case .failed(let reason):
            rows[position].failures += 1
            (event, failure) = fail(position, reason, at: now)
        case .abandoned(let reason):
            rows[position].leaseLosses += 1
            (event, failure) = fail(position, reason, at: now)
        case .retrying(let reason, let delay):
            rows[position].failure = reason
            rows[position].failures += 1
            rows[position].state = .retrying
            let due = now.advanced(by: delay)
            rows[position].dueAt = due
            effect.retry = (position, due)
            queued += 1
            failure = reason
            event = .retrying
        case .ready, .lost:
            rows[position].state = .ready
            queued += 1
            effect.ready.append(position)
            if case .lost = transition.change {
                rows[position].leaseLosses += 1
                event = .leaseLost
            } else {
                event = .released
            }
        }
        record(event, position, attempt: attempt, at: now, duration: duration, failure: failure)
        running -= 1
        rows[position].worker = nil
        rows[position].leaseEnds = nil
        if transition.haltsRun { isHalted = true }
        release(transition.releases, skipping: transition.skips, at: now, &effect)
        finishIfOver(at: now)
        return effect
    }

    private mutating func fail(
        _ position: Int, _ reason: StepFailure, at now: Timestamp
    ) -> (HistoryEntry.Event, StepFailure) {
        rows[position].failure = reason
        settle(position, .failed, at: now)
        failures += 1
        return (.failed, reason)
    }

    /// Settles edges, and follows what is skipped by that to its end.
    private mutating func release(
        _ releases: [Release], skipping skips: [Skip], at now: Timestamp, _ effect: inout Effect
    ) {
        var open = releases
        for skip in skips where rows[skip.position].state == .waiting {
            open += markSkipped(skip.position, skip.reason, at: now)
        }
        var next = 0
        while next < open.count {
            let release = open[next]
            next += 1
            let position = release.position
            guard rows[position].state == .waiting else { continue }
            rows[position].waitingOn -= 1
            if release.edge == .taken { rows[position].liveParents += 1 }
            if rows[position].waitingOn > 0 { continue }
            switch Planner.settle(liveParents: rows[position].liveParents, hasParents: true) {
            case .ready:
                rows[position].state = .ready
                queued += 1
                effect.ready.append(position)
            case .skipped:
                open += markSkipped(position, "every step it waits for was skipped", at: now)
            }
        }
    }

    private mutating func markSkipped(_ position: Int, _ reason: String, at now: Timestamp) -> [Release] {
        rows[position].skipReason = reason
        settle(position, .skipped, at: now)
        record(.skipped, position, at: now, reason: reason)
        return Planner.skipped(position, in: graph)
    }

    mutating func cancel(at now: Timestamp) {
        for position in rows.indices where !rows[position].state.isTerminal {
            settle(position, .cancelled, at: now)
            record(.cancelled, position, at: now)
            rows[position].worker = nil
            rows[position].leaseEnds = nil
        }
        running = 0
        queued = 0
        end(.cancelled, at: now)
    }

    private mutating func settle(_ position: Int, _ state: StepState, at now: Timestamp) {
        rows[position].state = state
        rows[position].finishedAt = now
        rows[position].dueAt = nil
    }

    private mutating func finishIfOver(at now: Timestamp) {
        guard state == .running,
            let end = Planner.end(running: running, queued: queued, failures: failures, isHalted: isHalted)
        else { return }
        self.end(end, at: now)
    }

    private mutating func end(_ end: RunState, at now: Timestamp) {
        state = end
        finishedAt = now
        let event: HistoryEntry.Event
        switch end {
        case .failed: event = .runFailed
        case .cancelled: event = .runCancelled
        case .succeeded, .running: event = .runSucceeded
        }
        history.append(HistoryEntry(at: now, event: event))
    }

    private mutating func record(
        _ event: HistoryEntry.Event, _ position: Int, attempt: Int? = nil, at now: Timestamp, duration: Duration? = nil,
        failure: StepFailure? = nil, reason: String? = nil
    ) {
        history.append(
            HistoryEntry(
                at: now, event: event, step: graph.definition.steps[position].name, worker: rows[position].worker,
                attempt: attempt, duration: duration, failure: failure, reason: reason))
    }
}
