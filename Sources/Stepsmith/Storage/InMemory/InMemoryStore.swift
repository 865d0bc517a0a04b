internal import Synchronization

/// Keeps runs in memory: for tests, for work that need not survive the process, and as the model that other stores are
/// compared with.
///
/// Everything is guarded by one lock, held for microseconds. Finished runs stay until the store goes. Leases and
/// retries are timed by the clock's `uptime`, so that a jump of the wall clock moves nothing.
public final class InMemoryStore: WorkflowStore {
    private let tables = Mutex(InMemoryTables())
    private let listeners = StoreListeners()
    private let clock: any EngineClock

    public init(clock: any EngineClock = SystemClock()) { self.clock = clock }

    private var moment: InMemoryTables.Moment {
        InMemoryTables.Moment(now: clock.now, uptime: clock.uptime.wholeNanoseconds)
    }

    public func register(_ graphs: [WorkflowGraph]) async throws {
        try tables.withLock { try $0.register(graphs) }
    }

    public func createRun(_ new: NewRun) async throws -> CreatedRun {
        let moment = moment
        let created = try tables.withLock { try $0.create(new, at: moment) }
        if created.isNew { listeners.signalWork() }
        return created
    }

    public func claim(_ request: ClaimRequest) async throws -> Claim {
        let moment = moment
        let (claim, changed, hasNews) = tables.withLock { tables in
            let (fired, changed) = tables.fireTimers(at: moment)
            let claim = Claim(steps: tables.take(request, at: moment), nextDue: tables.nextDue(at: moment))
            return (claim, changed.map(Change.init), fired > claim.steps.count)
        }
        announce(changed)
        // What came due may be for others: this worker may not know the workflow, or have no room.
        if hasNews { listeners.signalWork() }
        return claim
    }

    public func apply(_ completions: [Completion], claiming request: ClaimRequest) async throws -> Applied {
        let moment = moment
        let (applied, changed, hasNews) = tables.withLock { tables in
            var applied = Applied(accepted: [])
            var changed: [Change] = []
            var opened: [InMemoryTask] = []
            var isRetrying = false
            for completion in completions {
                let (isAccepted, run) = tables.apply(
                    completion, by: request.worker, at: moment, opening: &opened)
                applied.accepted.append(isAccepted)
                guard let run else { continue }
                tables.outbox.add(completion.events)
                changed.append(Change(run))
                if run.state.isFinished { applied.finished.append(FinishedRun(id: run.id, state: run.state)) }
                if case .retrying = completion.transition.change { isRetrying = true }
            }
            applied.claimed = tables.take(request, at: moment, preferring: opened)
            applied.nextDue = tables.nextDue(at: moment)
            // Others have to know of what this worker did not take.
            let hasEvents = zip(completions, applied.accepted).contains { $1 && !$0.events.isEmpty }
            return (applied, changed, isRetrying || hasEvents || opened.count > applied.claimed.count)
        }
        announce(changed)
        if hasNews { listeners.signalWork() }
        return applied
    }

    public func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        let end = (clock.uptime + duration).wholeNanoseconds
        return tables.withLock { tables in
            leases.filter { lease in
                guard let run = tables.runs[lease.run], run.isHeld(lease, by: worker) else { return true }
                tables.leases.extend(run.rows[lease.position].lease, to: end)
                return false
            }
        }
    }

    public func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        tables.withLock { tables in
            guard let run = tables.runs[lease.run], run.isHeld(lease, by: worker) else { return false }
            run.save(checkpoint, of: lease.position)
            return true
        }
    }

    public func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents {
        let moment = moment
        return tables.withLock { $0.outbox.claim(claim, uptime: moment.uptime) }
    }

    public func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        let moment = moment
        tables.withLock { $0.outbox.settle(deliveries, by: worker, uptime: moment.uptime) }
        if deliveries.values.contains(where: { $0 != .delivered }) { listeners.signalWork() }
    }

    public func cancel(_ run: RunID) async throws -> Bool {
        let moment = moment
        let isCancelled = try tables.withLock { try $0.cancel(run, at: moment) }
        if isCancelled {
            listeners.signalCancellation(run)
            listeners.signal(run, .cancelled, .run)
        }
        return isCancelled
    }

    public func retry(_ run: RunID, step: String?) async throws -> Bool {
        let moment = moment
        return try change(run) { tables throws(StoreError) in try tables.retry(run, step: step, at: moment) }
    }

    public func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        let moment = moment
        return try change(run) { tables throws(StoreError) in
            try tables.resolve(run, step: step, result: result, at: moment)
        }
    }

    /// Tells everyone when `body` has changed the run.
    private func change(_ run: RunID, _ body: (inout InMemoryTables) throws(StoreError) -> Bool) throws -> Bool {
        let (isChanged, change) = try tables.withLock { tables in
            (try body(&tables), tables.runs[run].map(Change.init))
        }
        if isChanged {
            listeners.signalWork()
            announce(change.map { [$0] } ?? [])
        }
        return isChanged
    }

    public func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        let end = clock.now.advanced(by: .zero - age)
        return tables.withLock { $0.prune(finishedBy: end, limit: limit) }
    }

    public func snapshot(of run: RunID) async throws -> RunSnapshot? {
        let moment = moment
        return tables.withLock { $0.runs[run]?.snapshot(uptime: moment.uptime, now: moment.now) }
    }

    public func fingerprint(of workflow: WorkflowIdentity) async throws -> String? {
        tables.withLock { $0.workflows[workflow]?.fingerprint }
    }

    public func summary(of run: RunID) async throws -> RunSummary? { tables.withLock { $0.runs[run]?.summary } }

    public func runs(_ query: RunQuery) async throws -> [RunSummary] {
        tables.withLock { tables in
            var found: [RunSummary] = []
            var end = tables.order.endIndex
            if let before = query.before { end = tables.runs[before]?.number ?? 0 }
            for run in tables.order[..<end].reversed() {
                if found.count >= query.limit { break }
                let identity = run.graph.identity
                if let state = query.state, run.state != state { continue }
                if let namespace = query.namespace, identity.namespace != namespace { continue }
                if let workflow = query.workflow, identity.name != workflow { continue }
                found.append(run.summary)
            }
            return found
        }
    }

    public func results(of steps: [String], in id: RunID) async throws -> [String: [UInt8]] {
        try tables.withLock { tables in
            guard let run = tables.runs[id] else { throw StoreError.unknownRun(id) }
            var results: [String: [UInt8]] = [:]
            for step in steps {
                if let position = run.graph.position(of: step) { results[step] = run.result(of: position) }
            }
            return results
        }
    }

    public func recordedResult(of step: String, in id: RunID) throws -> [UInt8]? {
        try tables.withLock { tables in
            guard let run = tables.runs[id] else { throw StoreError.unknownRun(id) }
            return run.graph.position(of: step).flatMap { run.result(of: $0) }
        }
    }

    // MARK: Listening

    public func workSignals() -> AsyncStream<Void> { listeners.workSignals() }
    public func cancellations() -> AsyncStream<RunID> { listeners.cancellations() }

    public func updates(of run: RunID) -> AsyncStream<RunState> { updates(of: run, .steps) }

    public func updates(of run: RunID, _ scope: UpdateScope) -> AsyncStream<RunState> {
        listeners.updates(of: run, scope) { tables.withLock { $0.runs[run]?.state } }
    }

    private struct Change: Sendable {
        var run: RunID
        var state: RunState

        init(_ run: InMemoryRun) {
            self.run = run.id
            state = run.state
        }
    }

    private func announce(_ changes: [Change]) {
        for change in changes {
            listeners.signal(change.run, change.state, change.state.isFinished ? .run : .steps)
        }
    }
}
