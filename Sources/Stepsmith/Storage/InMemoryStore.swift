internal import DequeModule
internal import HeapModule
internal import Synchronization

/// Keeps runs in memory: for tests, for work that need not survive the process, and as the model that other stores are compared with.
///
/// Everything is guarded by one lock, held for microseconds. Finished runs stay until the store goes.
public final class InMemoryStore: WorkflowStore {
    private struct State: Sendable {
        var graphs: [WorkflowIdentity: WorkflowGraph] = [:]
        var runs: [RunID: InMemoryRun] = [:]
        var order: [RunID] = []
        var keys: [Key: RunID] = [:]
        var queues: [WorkflowIdentity: Deque<Entry>] = [:]
        /// Counts what was queued, for the oldest of several queues.
        var queued = 0
        /// Retries that are not due yet.
        var timers = Heap<Timer>()
        var leases = LeaseTable()
    }

    private struct Key: Hashable, Sendable {
        var namespace: String
        var workflow: String
        var key: String
    }

    /// A step that may be claimable; checked again when it is taken out.
    private struct Entry: Sendable {
        var order: Int
        var run: RunID
        var position: Int
    }

    /// When a retry is due; checked again when it fires.
    private struct Timer: Sendable, Comparable {
        var due: Timestamp
        var run: RunID
        var position: Int
        var token: Int
        static func < (a: Timer, b: Timer) -> Bool { a.due < b.due }
        static func == (a: Timer, b: Timer) -> Bool { a.due == b.due }
    }

    private let state = Mutex(State())
    private let listeners = StoreListeners()
    private let clock: any EngineClock

    public init(clock: any EngineClock = SystemClock()) { self.clock = clock }

    public func register(_ graphs: [WorkflowGraph]) async throws {
        try state.withLock { state in
            for graph in graphs {
                if let known = state.graphs[graph.identity], known.definition.fingerprint != graph.definition.fingerprint {
                    throw StoreError.fingerprintMismatch(
                        graph.identity, stored: known.definition.fingerprint, registered: graph.definition.fingerprint)
                }
            }
            for graph in graphs { state.graphs[graph.identity] = graph }
        }
    }

    public func createRun(_ new: NewRun) async throws -> CreatedRun {
        let now = clock.now
        let created: CreatedRun = try state.withLock { state in
            let key = new.idempotencyKey.map {
                Key(namespace: new.workflow.namespace, workflow: new.workflow.name, key: $0)
            }
            if let key, let earlier = state.keys[key] { return CreatedRun(id: earlier, isNew: false) }
            if state.runs[new.id] != nil { return CreatedRun(id: new.id, isNew: false) }
            guard let graph = state.graphs[new.workflow] else { throw StoreError.unknownWorkflow(new.workflow) }
            var run = InMemoryRun(new, graph: graph, at: now)
            let effect = run.begin()
            state.runs[new.id] = run
            state.order.append(new.id)
            if let key { state.keys[key] = new.id }
            enqueue(effect, of: new.id, graph.identity, &state)
            return CreatedRun(id: new.id, isNew: true)
        }
        if created.isNew { listeners.signalWork() }
        return created
    }

    public func claim(_ request: ClaimRequest) async throws -> Claim {
        let now = clock.now
        var finished: [(RunID, RunState)] = []
        var hasMore = false
        let claim = state.withLock { state in
            let hasFired = fireTimers(at: now, &state, &finished)
            let steps = take(request, at: now, &state)
            hasMore = hasFired && state.queues.values.contains { !$0.isEmpty }
            return Claim(steps: steps, nextDue: nextDue(at: now, state))
        }
        for (run, end) in finished { listeners.signal(run, end) }
        // What came due may be for others: this worker may not know the workflow or have no room.
        if hasMore { listeners.signalWork() }
        return claim
    }

    public func apply(_ completions: [Completion], claiming request: ClaimRequest) async throws -> Applied {
        let now = clock.now
        var changed: [(RunID, RunState)] = []
        var hasMore = false
        var hasRetry = false
        let applied = state.withLock { state in
            var accepted: [Bool] = []
            for completion in completions {
                accepted.append(apply(completion, by: request.worker, at: now, &state, &changed))
                if case .retrying = completion.transition.change { hasRetry = true }
            }
            let claimed = take(request, at: now, &state)
            // A retry wakes workers too, so that they learn when it is due.
            hasMore = hasRetry || state.queues.values.contains { !$0.isEmpty }
            return Applied(accepted: accepted, claimed: claimed, nextDue: nextDue(at: now, state))
        }
        for (run, end) in changed { listeners.signal(run, end) }
        if hasMore { listeners.signalWork() }
        return applied
    }

    public func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        let end = clock.now.advanced(by: duration)
        return state.withLock { state in
            var lost: [Lease] = []
            for lease in leases {
                guard state.runs[lease.run]?.isHeld(lease, by: worker) == true else {
                    lost.append(lease)
                    continue
                }
                state.runs[lease.run]?.rows[lease.position].leaseEnds = end
                state.leases.hold(lease, until: end)
            }
            return lost
        }
    }

    public func cancel(_ run: RunID) async throws -> Bool {
        let now = clock.now
        let isCancelled = try state.withLock { state in
            guard let found = state.runs[run] else { throw StoreError.unknownRun(run) }
            if found.state.isFinished { return false }
            state.leases.drop(run: run)
            state.runs[run]?.cancel(at: now)
            return true
        }
        if isCancelled {
            listeners.signalCancellation(run)
            listeners.signal(run, .cancelled)
        }
        return isCancelled
    }

    public func snapshot(of run: RunID) async throws -> RunSnapshot? { state.withLock { $0.runs[run]?.snapshot } }

    public func runs(_ query: RunQuery) async throws -> [RunSummary] {
        state.withLock { state in
            var found: [RunSummary] = []
            // By place, not by id: ids made in one millisecond are in no order.
            let end = query.before.map { before in state.order.lastIndex(of: before) ?? 0 } ?? state.order.count
            for id in state.order[..<end].reversed() {
                if found.count >= query.limit { break }
                guard let summary = state.runs[id]?.summary else { continue }
                if let wanted = query.state, summary.state != wanted { continue }
                if let namespace = query.namespace, summary.workflow.namespace != namespace { continue }
                if let workflow = query.workflow, summary.workflow.name != workflow { continue }
                found.append(summary)
            }
            return found
        }
    }

    public func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? {
        try state.withLock { state in
            guard let found = state.runs[run] else { throw StoreError.unknownRun(run) }
            guard let position = found.graph.position(of: step) else { return nil }
            return found.rows[position].result
        }
    }

    public func workSignals() -> AsyncStream<Void> { listeners.workSignals() }
    public func cancellations() -> AsyncStream<RunID> { listeners.cancellations() }

    public func updates(of run: RunID) -> AsyncStream<RunState> {
        listeners.updates(of: run) { state.withLock { $0.runs[run]?.state } }
    }

    // MARK: Inside the lock

    private func apply(
        _ completion: Completion, by worker: WorkerID, at now: Timestamp, _ state: inout State,
        _ changed: inout [(RunID, RunState)]
    ) -> Bool {
        let lease = completion.lease
        // One look-up in the dictionary: the run is changed in place.
        guard var run = state.runs[lease.run], run.rows.indices.contains(lease.position) else { return false }
        guard run.isHeld(lease, by: worker) else {
            guard let completed = run.rows[lease.position].completed else { return false }
            return completed.token == lease.token && completed.worker == worker
        }
        state.runs[lease.run] = nil
        state.leases.drop(lease)
        let effect = run.apply(completion.transition, duration: completion.duration, at: now)
        run.rows[lease.position].completed = (lease.token, worker)
        changed.append((lease.run, run.state))
        let identity = run.graph.identity
        let token = run.rows[lease.position].token
        state.runs[lease.run] = run
        enqueue(effect, of: lease.run, identity, &state)
        if let retry = effect.retry {
            state.timers.insert(Timer(due: retry.due, run: lease.run, position: retry.position, token: token))
        }
        return true
    }

    private func enqueue(_ effect: InMemoryRun.Effect, of run: RunID, _ workflow: WorkflowIdentity, _ state: inout State) {
        for position in effect.ready { enqueue(position, of: run, workflow, &state) }
    }

    private func enqueue(_ position: Int, of run: RunID, _ workflow: WorkflowIdentity, _ state: inout State) {
        state.queued += 1
        state.queues[workflow, default: []].append(Entry(order: state.queued, run: run, position: position))
    }

    private func take(_ request: ClaimRequest, at now: Timestamp, _ state: inout State) -> [ClaimedStep] {
        var claimed: [ClaimedStep] = []
        let end = now.advanced(by: request.lease)
        while claimed.count < request.limit, let workflow = oldest(of: request.workflows, state),
            let entry = state.queues[workflow]?.popFirst()
        {
            guard state.runs[entry.run]?.isClaimable(entry.position, at: now) == true,
                let step = state.runs[entry.run]?.claim(entry.position, by: request.worker, until: end, at: now)
            else { continue }
            state.leases.hold(step.lease, until: end)
            claimed.append(step)
        }
        return claimed
    }

    /// The workflow whose queue has waited longest, so that a busy one does not starve another.
    private func oldest(of workflows: [WorkflowIdentity], _ state: State) -> WorkflowIdentity? {
        if workflows.count == 1 { return workflows[0] }
        var oldest: (workflow: WorkflowIdentity, order: Int)?
        for workflow in workflows {
            guard let order = state.queues[workflow]?.first?.order else { continue }
            if oldest.map({ order < $0.order }) ?? true { oldest = (workflow, order) }
        }
        return oldest?.workflow
    }

    /// Queues retries that are due, and takes steps back whose lease has ended. True when there were any.
    private func fireTimers(at now: Timestamp, _ state: inout State, _ changed: inout [(RunID, RunState)]) -> Bool {
        var hasFired = false
        while let timer = state.timers.min, timer.due <= now {
            state.timers.removeMin()
            guard let run = state.runs[timer.run], run.rows[timer.position].token == timer.token,
                run.rows[timer.position].state == .retrying
            else { continue }
            enqueue(timer.position, of: timer.run, run.graph.identity, &state)
            hasFired = true
        }
        for lease in state.leases.takeEnded(at: now) {
            guard var run = state.runs[lease.run] else { continue }
            let row = run.rows[lease.position]
            guard row.state == .running, row.token == lease.token else { continue }
            hasFired = true
            let subject = Planner.Subject(position: lease.position, failures: row.failures, leaseLosses: row.leaseLosses)
            let transition = Planner.plan(.leaseLost, of: subject, in: run.graph, variation: 0)
            state.runs[lease.run] = nil
            let effect = run.apply(transition, duration: nil, at: now)
            state.runs[lease.run] = run
            changed.append((lease.run, run.state))
            enqueue(effect, of: lease.run, run.graph.identity, &state)
        }
        return hasFired
    }

    private func nextDue(at now: Timestamp, _ state: State) -> Duration? {
        let due = [state.timers.min?.due, state.leases.nextEnd].compactMap { $0 }.min()
        return due.map { max(.zero, $0.since(now)) }
    }
}
