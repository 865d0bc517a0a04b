internal import DequeModule
internal import HeapModule

/// All that an in-memory store holds, and what it does in one transaction. Used only inside the store's lock.
package struct InMemoryTables {
    package internal(set) var workflows: [WorkflowIdentity: InMemoryWorkflow] = [:]
    package internal(set) var runs: [RunID: InMemoryRun] = [:]
    var order: ContiguousArray<InMemoryRun> = []
    var keys: [Key: RunID] = [:]
    package var leases = LeaseTable()
    var outbox = InMemoryOutbox()
    var timers = Heap<InMemoryTimer>()
    /// Who holds the leases that are given out, where several processes share a store.
    package var holder = 0
    /// What each worker asks for, looked up once.
    var scopes: [WorkerID: Scope] = [:]
    /// How many steps were ever queued.
    private var queued = 0
    /// Used again by every call, so that a transition allocates nothing for it.
    var ready: [Int] = []

    package init() {}

    struct Key: Hashable {
        var namespace: String
        var name: String
        var key: String
    }

    struct Scope {
        var identities: [WorkflowIdentity]
        var workflows: [InMemoryWorkflow]
    }

    /// The moment of a transaction.
    package struct Moment {
        package var now: Timestamp
        /// In nanoseconds.
        package var uptime: Int64

        package init(now: Timestamp, uptime: Int64) {
            self.now = now
            self.uptime = uptime
        }
    }

    // MARK: Runs

    package mutating func register(_ graphs: [WorkflowGraph]) throws(StoreError) {
        for graph in graphs {
            guard let known = workflows[graph.identity], known.fingerprint != graph.definition.fingerprint else { continue }
            throw StoreError.fingerprintMismatch(
                graph.identity, stored: known.fingerprint, registered: graph.definition.fingerprint)
        }
        for graph in graphs {
            if let known = workflows[graph.identity] {
                known.graph = graph
            } else {
                workflows[graph.identity] = InMemoryWorkflow(graph)
            }
        }
        scopes.removeAll()
    }

    mutating func create(_ new: NewRun, at moment: Moment) throws(StoreError) -> CreatedRun {
        let identity = new.workflow
        let key = new.idempotencyKey.map { Key(namespace: identity.namespace, name: identity.name, key: $0) }
        if let key, let earlier = keys[key] { return CreatedRun(id: earlier, isNew: false) }
        if runs[new.id] != nil { return CreatedRun(id: new.id, isNew: false) }
        guard let workflow = workflows[identity] else { throw StoreError.unknownWorkflow(identity) }
        if let fingerprint = new.fingerprint, workflow.fingerprint != fingerprint {
            throw StoreError.fingerprintMismatch(identity, stored: workflow.fingerprint, registered: fingerprint)
        }
        let run = InMemoryRun(new, number: order.count, workflow: workflow, at: moment.now)
        for position in run.begin(at: moment.now) { enqueue(InMemoryTask(run: run, position: position)) }
        runs[new.id] = run
        order.append(run)
        if let key { keys[key] = new.id }
        return CreatedRun(id: new.id, isNew: true)
    }

    /// False for a run that is finished.
    package mutating func cancel(_ id: RunID, at moment: Moment) throws(StoreError) -> Bool {
        let run = try self.run(id)
        if run.state.isFinished { return false }
        for position in run.rows.indices { unlease(run, position) }
        run.cancel(at: moment.now)
        return true
    }

    // MARK: The operator

    package mutating func retry(_ id: RunID, step: String?, at moment: Moment) throws(StoreError) -> Bool {
        let run = try self.run(id)
        let chosen = try step.map { step throws(StoreError) in try position(of: step, in: run) }
        ready.removeAll(keepingCapacity: true)
        let isResumed = try run.retry(chosen, at: moment.now, &ready)
        enqueueReady(of: run, at: moment)
        return isResumed
    }

    package mutating func resolve(
        _ id: RunID, step: String, result: [UInt8]?, at moment: Moment
    ) throws(StoreError) -> Bool {
        let run = try self.run(id)
        let position = try position(of: step, in: run)
        if let result {
            do { _ = try JSONValue(parsing: result) } catch { throw StoreError.malformedResult(step: step, error) }
        }
        ready.removeAll(keepingCapacity: true)
        guard try run.resolve(position, result, at: moment.now, &ready) else { return false }
        unlease(run, position)
        enqueueReady(of: run, at: moment)
        return true
    }

    /// Deletes runs that finished by `limit`, the oldest first.
    mutating func prune(finishedBy end: Timestamp, limit: Int) -> Int {
        let finished = order.filter { run in run.finishedAt.map { $0 <= end } ?? false }
        let oldest = finished.sorted { ($0.finishedAt ?? end) < ($1.finishedAt ?? end) }.prefix(max(0, limit))
        if oldest.isEmpty { return 0 }
        for run in oldest {
            runs[run.id] = nil
            let identity = run.graph.identity
            if let key = run.idempotencyKey {
                keys[Key(namespace: identity.namespace, name: identity.name, key: key)] = nil
            }
        }
        order.removeAll { runs[$0.id] == nil }
        for (number, run) in order.enumerated() { run.number = number }
        return oldest.count
    }

    private func run(_ id: RunID) throws(StoreError) -> InMemoryRun {
        guard let run = runs[id] else { throw StoreError.unknownRun(id) }
        return run
    }

    private func position(of step: String, in run: InMemoryRun) throws(StoreError) -> Int {
        guard let position = run.position(of: step) else { throw StoreError.unknownStep(run.id, step: step) }
        return position
    }

    mutating func enqueueReady(of run: InMemoryRun, at moment: Moment) {
        var opened: [InMemoryTask] = []
        openReady(of: run, at: moment, &opened)
        for task in opened { enqueue(task) }
    }

    // MARK: Claiming

    /// Steps for a worker, first those of `preferred` that just became ready.
    package mutating func take(
        _ request: ClaimRequest, at moment: Moment, preferring preferred: [InMemoryTask] = []
    ) -> [ClaimedStep] {
        let scope = scope(of: request)
        if request.isRepeated {
            let earlier = leases.held(by: request.worker, from: request.number)
            if !earlier.isEmpty { return earlier.map { $0.run.claimed($0.position) } }
        }
        var claimed: [ClaimedStep] = []
        for task in preferred {
            guard claimed.count < request.limit, scope.workflows.contains(where: { $0 === task.run.workflow }) else {
                enqueue(task)
                continue
            }
            if let step = lease(task, request, at: moment) { claimed.append(step) }
        }
        while claimed.count < request.limit, let task = popOldest(of: scope.workflows) {
            if let step = lease(task, request, at: moment) { claimed.append(step) }
        }
        return claimed
    }

    mutating func enqueue(_ task: InMemoryTask) {
        task.run.workflow.queue.append(InMemoryWorkflow.Entry(order: queued, task: task))
        queued += 1
    }

    /// The task that has waited longest, so that no workflow starves another.
    private func popOldest(of workflows: [InMemoryWorkflow]) -> InMemoryTask? {
        var oldest: InMemoryWorkflow?
        var order = Int.max
        for workflow in workflows {
            guard let first = workflow.queue.first, first.order < order else { continue }
            (oldest, order) = (workflow, first.order)
        }
        return oldest?.queue.popFirst()?.task
    }

    mutating func scope(of request: ClaimRequest) -> Scope {
        // The same array's storage compares equal without looking at its elements.
        if let known = scopes[request.worker], known.identities == request.workflows { return known }
        let scope = Scope(identities: request.workflows, workflows: request.workflows.compactMap { workflows[$0] })
        scopes[request.worker] = scope
        return scope
    }

    /// Nil when the step is not to be had any more.
    private mutating func lease(_ task: InMemoryTask, _ request: ClaimRequest, at moment: Moment) -> ClaimedStep? {
        let (run, position) = (task.run, task.position)
        guard run.isClaimable(position, uptime: moment.uptime) else { return nil }
        run.claim(position, by: request.worker, at: moment.now)
        let end = moment.uptime.addingClamped(request.lease)
        run.rows[position].lease = leases.insert(
            LeaseTable.Entry(
                run: run, position: position, worker: request.worker, request: request.number, end: end, holder: holder))
        return run.claimed(position)
    }

    // MARK: Transitions

    /// What became ready is appended to `opened`; false when the lease was lost. True as well for a completion that
    /// took effect before; then nothing has changed.
    package mutating func apply(
        _ completion: Completion, by worker: WorkerID, at moment: Moment, opening opened: inout [InMemoryTask]
    ) -> (isAccepted: Bool, changed: InMemoryRun?) {
        let lease = completion.lease
        guard let run = runs[lease.run] else { return (false, nil) }
        guard run.isHeld(lease, by: worker), completion.transition.position == lease.position else {
            return (run.isCompleted(lease), nil)
        }
        run[lease.position].completedToken = Int32(lease.token)
        apply(completion.transition, to: run, duration: completion.duration, at: moment, opening: &opened)
        return (true, run)
    }

    private mutating func apply(
        _ transition: Transition, to run: InMemoryRun, duration: Duration?, at moment: Moment,
        opening opened: inout [InMemoryTask]
    ) {
        unlease(run, transition.position)
        ready.removeAll(keepingCapacity: true)
        run.apply(transition, duration: duration, at: moment.now, &ready)
        if case .retrying(_, let delay) = transition.change {
            run[transition.position].due = moment.uptime.addingClamped(delay)
            let row = run.rows[transition.position]
            if row.state == .retrying, !row.isAside, !ready.contains(transition.position) { ready.append(transition.position) }
        }
        openReady(of: run, at: moment, &opened)
    }

    /// What `ready` names: to be claimed now, or when its retry is due.
    private mutating func openReady(of run: InMemoryRun, at moment: Moment, _ opened: inout [InMemoryTask]) {
        for position in ready {
            let task = InMemoryTask(run: run, position: position)
            let row = run.rows[position]
            if row.state == .retrying, row.due > moment.uptime {
                timers.insert(InMemoryTimer(due: row.due, task: task))
            } else {
                opened.append(task)
            }
        }
    }

    mutating func unlease(_ run: InMemoryRun, _ position: Int) {
        let slot = run.rows[position].lease
        if slot < 0 { return }
        leases.remove(slot)
        run.rows[position].lease = -1
    }

    // MARK: Time

    /// Queues retries that are due, and takes steps back whose lease has ended. Gives back how many steps that may have
    /// queued, and the runs of lost leases.
    package mutating func fireTimers(at moment: Moment) -> (fired: Int, changed: [InMemoryRun]) {
        var fired = 0
        while let timer = timers.min, timer.due <= moment.uptime {
            timers.removeMin()
            enqueue(timer.task)
            fired += 1
        }
        guard leases.earliestEnd <= moment.uptime else { return (fired, []) }
        var changed: [InMemoryRun] = []
        var opened: [InMemoryTask] = []
        for entry in leases.expired(at: moment.uptime) {
            let row = entry.run.rows[entry.position]
            let subject = Planner.Subject(
                position: entry.run.role(of: entry.position).definition, failures: Int(row.failures),
                leaseLosses: Int(row.leaseLosses))
            var transition = Planner.plan(.leaseLost, of: subject, in: entry.run.graph, variation: 0)
            transition.position = entry.position
            apply(transition, to: entry.run, duration: nil, at: moment, opening: &opened)
            changed.append(entry.run)
        }
        for task in opened { enqueue(task) }
        return (fired + opened.count, changed)
    }

    package func nextDue(at moment: Moment) -> Duration? {
        let due = min(timers.min?.due ?? .max, leases.earliestEnd)
        return due == .max ? nil : .nanoseconds(max(0, due - moment.uptime))
    }
}

extension Int64 {
    /// These nanoseconds and a duration, held at the end of the range.
    fileprivate func addingClamped(_ duration: Duration) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(Swift.max(0, duration.wholeNanoseconds))
        return overflow ? .max : sum
    }
}
