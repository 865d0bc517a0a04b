internal import DequeModule

/// One run in memory: its rows, and transitions applied to them. Used only inside the store's lock.
package final class InMemoryRun {
    package let id: RunID
    /// Its place among all runs of the store.
    package internal(set) var number: Int
    package let workflow: InMemoryWorkflow
    package let input: [UInt8]
    package let idempotencyKey: String?
    package let createdAt: Timestamp
    package internal(set) var state = RunState.running { didSet { noteItself() } }
    package internal(set) var finishedAt: Timestamp?
    /// To be changed through the run's subscript, which notes what changes.
    package internal(set) var rows: ContiguousArray<InMemoryRow>
    package internal(set) var history: ContiguousArray<InMemoryEvent> = []

    package internal(set) var isHalted = false { didSet { noteItself() } }
    var running = 0
    /// Ready and retrying steps.
    var queued = 0
    /// Steps that failed for good.
    var failures = 0
    /// Ranges that analyzers have cut, until their moulds open.
    package internal(set) var cut: [Int: BatchRanges] = [:] { didSet { noteBatches() } }
    package internal(set) var batches: [InMemoryBatch] = [] { didSet { noteBatches() } }

    /// The graph as it was when the run began.
    package let graph: WorkflowGraph

    /// Where it notes what changes; nil for a store that keeps nothing but this.
    var changes: InMemoryChanges?
    /// What has changed since someone wrote it down.
    package internal(set) var noted = InMemoryRunChanges()
    /// How many entries of its history are written down.
    package var historyCount = 0
    /// Another object stands for the run now, or none.
    var isDropped = false

    init(
        _ new: NewRun, number: Int, workflow: InMemoryWorkflow, changes: InMemoryChanges? = nil, at now: Timestamp
    ) {
        id = new.id
        self.changes = changes
        self.number = number
        self.workflow = workflow
        graph = workflow.graph
        input = new.input
        idempotencyKey = new.idempotencyKey
        createdAt = now
        rows = ContiguousArray(workflow.graph.parents.map { InMemoryRow(parents: $0.count) })
        if changes == nil { history.reserveCapacity(1 + 3 * rows.count) }
        history.append(InMemoryEvent(at: now, event: .runCreated))
        noteItself()
    }

    /// A run as someone wrote it down, all its steps waiting until `restore` says otherwise.
    package init(_ stored: RunSummary, number: Int, input: [UInt8], workflow: InMemoryWorkflow) {
        id = stored.id
        self.number = number
        self.workflow = workflow
        graph = workflow.graph
        self.input = input
        idempotencyKey = stored.idempotencyKey
        createdAt = stored.createdAt
        rows = ContiguousArray(workflow.graph.parents.map { InMemoryRow(parents: $0.count) })
        for position in rows.indices { self[position].state = .waiting }
    }

    /// The steps that the run begins with.
    func begin(at now: Timestamp) -> [Int] {
        var ready: [Int] = []
        for position in rows.indices where rows[position].state == .ready {
            if graph.definition.steps[position].kind == .batchWorker {
                expand(position, at: now, &ready)
            } else {
                requeue(position, &ready)
            }
        }
        finishIfOver(at: now)
        return ready
    }

    func isClaimable(_ position: Int, uptime: Int64) -> Bool {
        guard !isDropped, state == .running, !isHalted else { return false }
        switch rows[position].state {
        case .ready: return true
        // Where several processes share a store, it may be queued from before it was set aside.
        case .retrying: return !rows[position].isAside && rows[position].due <= uptime
        default: return false
        }
    }

    /// Hands a claimable step to a worker.
    func claim(_ position: Int, by worker: WorkerID, at now: Timestamp) {
        self[position].state = .running
        self[position].token += 1
        self[position].worker = worker
        if rows[position].startedAt == nil { self[position].startedAt = now }
        queued -= 1
        running += 1
        record(.started, position, attempt: rows[position].failures + 1, at: now)
    }

    /// A running step for its worker.
    func claimed(_ position: Int) -> ClaimedStep {
        let (definition, range) = role(of: position)
        var step = ClaimedStep(
            lease: Lease(run: id, position: position, token: Int(rows[position].token)), workflow: graph.identity,
            name: name(of: position), definition: definition, failures: Int(rows[position].failures),
            leaseLosses: Int(rows[position].leaseLosses), input: input, results: graph.parents[definition].map(result),
            batch: range, checkpoint: rows[position].checkpoint)
        for parent in graph.parents[definition] where graph.definition.steps[parent].kind == .batchWorker {
            step.batchFailures[parent] = failures(of: parent)
        }
        return step
    }

    // MARK: Batches

    /// The position of a row's definition, and the range of a batch worker.
    package func definition(of position: Int) -> Int { role(of: position).definition }

    func role(of position: Int) -> (definition: Int, range: BatchRange?) {
        if position < graph.stepCount { return (position, nil) }
        guard let index = batchIndex(of: position) else { return (position, nil) }
        let batch = batches[index]
        return (batch.mould, batch.group.ranges[position - batch.first])
    }

    func name(of position: Int) -> String {
        let (definition, range) = role(of: position)
        let name = graph.definition.steps[definition].name
        return range.map { $0.stepName(of: name) } ?? name
    }

    /// The row of a step by its name in the run.
    func position(of name: String) -> Int? {
        if let position = graph.position(of: name) {
            let isReplaced = batches.contains { $0.mould == position && $0.group.ranges.count > 0 }
            return isReplaced ? nil : position
        }
        for batch in batches {
            let mould = graph.definition.steps[batch.mould].name + "_"
            guard name.hasPrefix(mould), let number = Int(name.dropFirst(mould.count)) else { continue }
            let position = batch.first + number - 1
            if batch.positions.contains(position), self.name(of: position) == name { return position }
        }
        return nil
    }

    func batchIndex(of position: Int) -> Int? { batches.firstIndex { $0.positions.contains(position) } }

    /// The recorded result of a step of the definition; a batch worker's are one array.
    package func result(of definition: Int) -> [UInt8]? {
        guard graph.definition.steps[definition].kind == .batchWorker else { return rows[definition].result }
        // A mould that was settled by hand has no workers.
        guard let batch = batches.first(where: { $0.mould == definition }) else { return rows[definition].result }
        return ResultArray.text(of: batch.positions.lazy.compactMap { self.rows[$0].result })
    }

    private func failures(of mould: Int) -> [BatchFailure] {
        guard let batch = batches.first(where: { $0.mould == mould }), batch.group.failed > 0 else { return [] }
        return batch.positions.compactMap { position in
            guard rows[position].state == .failed, let failure = rows[position].note?.failure else { return nil }
            return BatchFailure(step: name(of: position), range: batch.group.ranges[position - batch.first], failure: failure)
        }
    }

    /// Makes the rows of a batch's workers, and has the first of them start.
    private func expand(_ mould: Int, at now: Timestamp, _ ready: inout [Int]) {
        var group = BatchGroup(ranges: cut.removeValue(forKey: mould) ?? BatchRanges(totalItems: 0, size: 1, count: 0))
        let progress = Planner.open(&group, of: mould, in: graph)
        let first = rows.count
        for _ in 0..<group.ranges.count { rows.append(InMemoryRow(parents: 1)) }
        batches.append(InMemoryBatch(mould: mould, first: first, group: group))
        self[mould].state = .running
        self[mould].startedAt = now
        follow(progress, batches.count - 1, at: now, &ready)
    }

    private func endWorker(_ position: Int, _ end: BatchWorkerEnd, at now: Timestamp, _ ready: inout [Int]) {
        guard let index = batchIndex(of: position) else { return }
        let progress = Planner.advance(
            &batches[index].group, after: end, isStopped: isStopped(index), of: batches[index].mould, in: graph)
        follow(progress, index, at: now, &ready)
    }

    /// The batch goes on with what has changed.
    func proceed(_ index: Int, at now: Timestamp, _ ready: inout [Int]) {
        let progress = Planner.proceed(&batches[index].group, of: batches[index].mould, in: graph)
        follow(progress, index, at: now, &ready)
    }

    func isStopped(_ index: Int) -> Bool { rows[batches[index].mould].state == .failed }

    /// A batch that has stopped goes on.
    func restart(_ index: Int) {
        guard isStopped(index) else { return }
        self[batches[index].mould].state = .running
        self[batches[index].mould].finishedAt = nil
    }

    private func follow(_ progress: BatchProgress, _ index: Int, at now: Timestamp, _ ready: inout [Int]) {
        let batch = batches[index]
        var resuming = progress.resuming
        while resuming > 0, let position = batches[index].withdrawn.popFirst() {
            guard rows[position].state == .waiting else { continue }
            requeue(position, &ready)
            resuming -= 1
        }
        for worker in progress.starting {
            record(.ready, batch.first + worker, attempt: 0, at: now)
            requeue(batch.first + worker, &ready)
        }
        while progress.resumesOneAside, let position = batches[index].aside.popFirst() {
            guard rows[position].isAside else { continue }
            self[position].isAside = false
            queued += 1
            ready.append(position)
            break
        }
        switch progress.end {
        case nil: break
        case .passed:
            // What waits for the batch may have gone on before an operator retried a worker.
            if rows[batch.mould].state == .succeeded { return }
            if batch.group.ranges.count == 0 {
                let note = InMemoryNote(reason: Planner.emptyBatch)
                self[batch.mould].note = note
                settle(batch.mould, .skipped, at: now)
                record(.skipped, batch.mould, attempt: 0, note: note, at: now)
            } else {
                settle(batch.mould, .succeeded, at: now)
            }
            release(graph.successReleases[batch.mould], skipping: [], at: now, &ready)
        case .failed(let haltsRun):
            // The failed worker is counted already.
            self[batch.mould].state = .failed
            self[batch.mould].finishedAt = now
            if haltsRun { isHalted = true }
            for position in batch.positions { withdraw(position, &ready) }
        }
    }

    func setAside(_ position: Int, _ index: Int) {
        self[position].isAside = true
        batches[index].aside.append(position)
    }

    /// A worker that has no attempt running will begin none while its batch is stopped.
    private func withdraw(_ position: Int, _ ready: inout [Int]) {
        guard let index = batchIndex(of: position), isStopped(index), !rows[position].isAside,
            rows[position].state == .ready || rows[position].state == .retrying
        else { return }
        self[position].state = .waiting
        queued -= 1
        batches[index].withdrawn.append(position)
        Planner.withdraw(&batches[index].group)
        ready.removeAll { $0 == position }
    }

    // MARK: Going on after a failure

    /// The run goes on, with the steps that were ready when it stopped.
    func resume(at now: Timestamp, _ ready: inout [Int]) {
        isHalted = false
        if state == .failed {
            state = .running
            finishedAt = nil
            history.append(InMemoryEvent(at: now, event: .runResumed))
        }
        // Nobody has them queued any more.
        for position in rows.indices where rows[position].state == .ready || rows[position].state == .retrying {
            if !rows[position].isAside { ready.append(position) }
        }
    }

    func unfail() { failures -= 1 }

    /// A step leaves the state that it was counted in.
    func leave(_ state: StepState, isAside: Bool) {
        switch state {
        case .running: running -= 1
        case .ready: queued -= 1
        case .retrying: if !isAside { queued -= 1 }
        case .failed: failures -= 1
        case .waiting, .succeeded, .skipped, .cancelled, .resolved: break
        }
    }

    package func save(_ checkpoint: [UInt8], of position: Int) { self[position].checkpoint = checkpoint }

    package func isHeld(_ lease: Lease, by worker: WorkerID) -> Bool {
        guard rows.indices.contains(lease.position) else { return false }
        return rows[lease.position].state == .running && Int(rows[lease.position].token) == lease.token
            && rows[lease.position].worker == worker
    }

    /// Whether a completion under this lease has taken effect before.
    func isCompleted(_ lease: Lease) -> Bool {
        guard rows.indices.contains(lease.position) else { return false }
        return lease.token > 0 && lease.token <= Int(rows[lease.position].completedToken)
            && rows[lease.position].lostTokens?.contains(Int32(lease.token)) != true
    }

    /// Applies a transition of a running step. Steps that became ready are appended to `ready`; a retry is for the
    /// caller to time.
    func apply(_ transition: Transition, duration: Duration?, at now: Timestamp, _ ready: inout [Int]) {
        let position = transition.position
        let attempt = rows[position].failures + 1
        let token = rows[position].token
        var note: InMemoryNote?
        let event: HistoryEntry.Event
        switch transition.change {
        case .succeeded(let result):
            self[position].result = result
            self[position].note = nil
            settle(position, .succeeded, at: now)
            event = .succeeded
        case .failed(let failure):
            note = InMemoryNote(failure: failure)
            self[position].note = note
            self[position].failures = attempt
            settle(position, .failed, at: now)
            event = .failed
        case .abandoned(let failure):
            note = InMemoryNote(failure: failure)
            self[position].note = note
            self[position].leaseLosses += 1
            self[position].lostTokens = (rows[position].lostTokens ?? []) + [token]
            settle(position, .failed, at: now)
            event = .failed
        case .retrying(let failure, _):
            note = InMemoryNote(failure: failure)
            self[position].note = note
            self[position].failures = attempt
            self[position].state = .retrying
            if transition.batchEnd == .setAside, let index = batchIndex(of: position) {
                setAside(position, index)
            } else {
                queued += 1
            }
            withdraw(position, &ready)
            event = .retrying
        case .ready:
            event = .released
            requeue(position, &ready)
            withdraw(position, &ready)
        case .lost:
            self[position].leaseLosses += 1
            self[position].lostTokens = (rows[position].lostTokens ?? []) + [token]
            event = .leaseLost
            requeue(position, &ready)
            withdraw(position, &ready)
        }
        running -= 1
        record(event, position, attempt: attempt, duration: duration, note: note, at: now)
        if transition.haltsRun { isHalted = true }
        if let batch = transition.batch { cut[batch.mould] = batch.ranges }
        if let end = transition.batchEnd { endWorker(position, end, at: now, &ready) }
        release(transition.releases, skipping: transition.skips, at: now, &ready)
        finishIfOver(at: now)
    }

    func requeue(_ position: Int, _ ready: inout [Int]) {
        self[position].state = .ready
        queued += 1
        ready.append(position)
    }

    /// Settles edges, and follows what is skipped by that to its end.
    func release(_ releases: [Release], skipping skips: [Skip], at now: Timestamp, _ ready: inout [Int]) {
        for release in releases where decrement(release) { open(release.position, at: now, &ready) }
        for skip in skips where rows[skip.position].state == .waiting {
            passOver(skip.position, skip.reason, at: now, &ready)
        }
    }

    /// True when nothing is left that the step waits for.
    private func decrement(_ release: Release) -> Bool {
        let position = release.position
        guard rows[position].state == .waiting else { return false }
        self[position].waitingOn -= 1
        if release.edge == .taken { self[position].liveParents += 1 }
        return rows[position].waitingOn == 0
    }

    private func open(_ position: Int, at now: Timestamp, _ ready: inout [Int]) {
        switch Planner.settle(liveParents: Int(rows[position].liveParents), hasParents: true) {
        case .ready where graph.definition.steps[position].kind == .batchWorker: expand(position, at: now, &ready)
        case .ready:
            record(.ready, position, attempt: 0, at: now)
            requeue(position, &ready)
        case .skipped:
            passOver(position, Planner.skipReason(of: position, in: graph), at: now, &ready)
        }
    }

    /// Skips a step and all that is skipped with it: a loop, since branches may be long.
    private func passOver(_ position: Int, _ reason: String, at now: Timestamp, _ ready: inout [Int]) {
        var pending = [(position, reason)]
        while let (position, reason) = pending.popLast() {
            guard rows[position].state == .waiting else { continue }
            let note = InMemoryNote(reason: reason)
            self[position].note = note
            settle(position, .skipped, at: now)
            record(.skipped, position, attempt: 0, note: note, at: now)
            let (releases, skips) = Planner.skipped(position, in: graph)
            for skip in skips where rows[skip.position].state == .waiting { pending.append((skip.position, skip.reason)) }
            for release in releases where decrement(release) {
                let child = release.position
                if Planner.settle(liveParents: Int(rows[child].liveParents), hasParents: true) == .skipped {
                    pending.append((child, Planner.skipReason(of: child, in: graph)))
                } else {
                    open(child, at: now, &ready)
                }
            }
        }
    }

    func cancel(at now: Timestamp) {
        let moulds = Set(batches.map(\.mould))
        for position in rows.indices where !rows[position].state.isTerminal {
            settle(position, .cancelled, at: now)
            // The workers stand for their mould.
            if !moulds.contains(position) { record(.cancelled, position, attempt: 0, at: now) }
        }
        running = 0
        queued = 0
        end(.cancelled, at: now)
    }

    func settle(_ position: Int, _ state: StepState, at now: Timestamp) {
        self[position].state = state
        self[position].finishedAt = now
        if state == .failed { failures += 1 }
    }

    func finishIfOver(at now: Timestamp) {
        guard state == .running,
            let end = Planner.end(running: running, queued: queued, failures: failures, isHalted: isHalted)
        else { return }
        self.end(end, at: now)
    }

    private func end(_ end: RunState, at now: Timestamp) {
        state = end
        finishedAt = now
        let event: HistoryEntry.Event
        switch end {
        case .failed: event = .runFailed
        case .cancelled: event = .runCancelled
        case .succeeded, .running: event = .runSucceeded
        }
        history.append(InMemoryEvent(at: now, event: event))
    }

    func record(
        _ event: HistoryEntry.Event, _ position: Int, attempt: Int32, duration: Duration? = nil,
        note: InMemoryNote? = nil, at now: Timestamp
    ) {
        history.append(
            InMemoryEvent(
                at: now, event: event, position: Int32(position), attempt: attempt, duration: duration,
                worker: attempt > 0 || event == .cancelled ? rows[position].worker : nil, note: note))
    }
}
