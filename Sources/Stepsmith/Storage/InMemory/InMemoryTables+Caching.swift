/// For a store that keeps its runs elsewhere, and in these tables those that it needs.
extension InMemoryTables {
    package mutating func add(_ workflow: InMemoryWorkflow) {
        workflows[workflow.graph.identity] = workflow
        scopes.removeAll()
    }

    /// Forgets everything. Queues and runs hold each other.
    package mutating func empty() {
        for workflow in workflows.values { workflow.queue.removeAll() }
        for run in runs.values { run.isDropped = true }
        let holder = holder
        self = InMemoryTables()
        self.holder = holder
    }

    /// How many steps may be waiting to be claimed under a request.
    package mutating func queuedCount(for request: ClaimRequest) -> Int {
        scope(of: request).workflows.reduce(0) { $0 + $1.queue.count }
    }

    package func queuedCount(of workflow: WorkflowIdentity) -> Int { workflows[workflow]?.queue.count ?? 0 }

    /// Makes a run that is known to be new. One that is not kept can be written down from its changes, and restored later.
    package mutating func add(
        _ new: NewRun, number: Int, of workflow: InMemoryWorkflow, isKept: Bool, changes: InMemoryChanges, at moment: Moment
    ) -> InMemoryRun {
        let run = InMemoryRun(new, number: number, workflow: workflow, changes: changes, at: moment.now)
        let ready = run.begin(at: moment.now)
        if isKept {
            runs[new.id] = run
            for position in ready { enqueue(InMemoryTask(run: run, position: position)) }
        } else {
            run.isDropped = true
        }
        return run
    }

    /// Takes a restored run in: its steps are claimable again, its leases and retries are timed.
    package mutating func adopt(
        _ run: InMemoryRun, leases held: [(position: Int, lease: InMemoryLease)], changes: InMemoryChanges, at moment: Moment
    ) {
        run.changes = changes
        runs[run.id] = run
        for (position, lease) in held { restore(lease, of: position, in: run) }
        ready = run.waitingForClaim
        enqueueReady(of: run, at: moment)
    }

    /// Forgets a run, which is written down or changed by someone else.
    package mutating func drop(_ run: InMemoryRun) {
        for position in run.rows.indices { unlease(run, position) }
        runs[run.id] = nil
        run.isDropped = true
    }

    /// Someone else has changed this one row, of a step that is no mould.
    package mutating func replace(
        _ row: InMemoryRow, at position: Int, lease: InMemoryLease?, in run: InMemoryRun, at moment: Moment
    ) {
        unlease(run, position)
        let old = run.rows[position]
        run.leave(old.state, isAside: old.isAside)
        run.restore(row, at: position)
        run.enter(row.state, isAside: row.isAside)
        if let lease { restore(lease, of: position, in: run) }
        ready.removeAll(keepingCapacity: true)
        if run.state == .running, !run.isHalted, row.state == .ready || (row.state == .retrying && !row.isAside) {
            ready.append(position)
        }
        enqueueReady(of: run, at: moment)
    }

    private mutating func restore(_ lease: InMemoryLease, of position: Int, in run: InMemoryRun) {
        guard run.rows.indices.contains(position), run.rows[position].state == .running else { return }
        run.rows[position].lease = leases.insert(
            LeaseTable.Entry(
                run: run, position: position, worker: lease.worker, request: lease.request, end: lease.end,
                holder: lease.holder))
    }
}
