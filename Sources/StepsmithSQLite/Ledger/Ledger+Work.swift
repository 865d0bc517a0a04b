import Stepsmith

// What workers do. The rules are the tables'; here they get the runs that they need.

extension Ledger {
    func claim(_ request: ClaimRequest) throws -> Claim {
        for identity in request.workflows { if let known = try find(identity) { _ = tabled(known) } }
        try loadLeased()
        try endLeasesOfDead()
        let (fired, _) = tables.fireTimers(at: moment)
        let steps = try take(request)
        // What came due may be for others: this worker may not know the workflow, or have no room.
        if fired > steps.count { news.hasWork = true }
        return Claim(steps: steps, nextDue: tables.nextDue(at: moment))
    }

    func apply(_ completions: [Completion], claiming request: ClaimRequest) throws -> Applied {
        if request.isRepeated { try loadLeased() }
        var applied = Applied(accepted: [])
        var opened: [InMemoryTask] = []
        for completion in completions {
            _ = try run(completion.lease.run)
            let (isAccepted, changed) = tables.apply(completion, by: request.worker, at: moment, opening: &opened)
            applied.accepted.append(isAccepted)
            guard let run = changed else { continue }
            if run.state.isFinished { applied.finished.append(FinishedRun(id: run.id, state: run.state)) }
            if case .retrying = completion.transition.change { news.hasWork = true }
            try add(completion.events)
        }
        applied.claimed = try take(request, preferring: opened)
        // Others have to know of what this worker did not take.
        if opened.count > applied.claimed.count { news.hasWork = true }
        applied.nextDue = tables.nextDue(at: moment)
        return applied
    }

    /// Steps from the tables, and from the file when the tables have too few.
    private func take(_ request: ClaimRequest, preferring preferred: [InMemoryTask] = []) throws -> [ClaimedStep] {
        let isRepetition = request.isRepeated && !tables.leases.held(by: request.worker, from: request.number).isEmpty
        var claimed = tables.take(request, at: moment, preferring: preferred)
        var rest = request
        rest.isRepeated = false
        while !isRepetition, claimed.count < request.limit, try loadMore(of: request.workflows) {
            // Leases and retries that have run out in the meantime, and what someone held who is dead.
            try endLeasesOfDead()
            _ = tables.fireTimers(at: moment)
            rest.limit = request.limit - claimed.count
            claimed += tables.take(rest, at: moment)
        }
        return claimed
    }

    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) throws -> [Lease] {
        let (end, overflow) = moment.uptime.addingReportingOverflow(duration.wholeNanoseconds)
        return try leases.filter { lease in
            guard let run = try run(lease.run), run.isHeld(lease, by: worker) else { return true }
            tables.leases.extend(run.rows[lease.position].lease, to: overflow ? .max : end, holder: presence.id)
            run.note(lease.position)
            return false
        }
    }

    func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) throws -> Bool {
        guard let run = try run(lease.run), run.isHeld(lease, by: worker) else { return false }
        run.save(checkpoint, of: lease.position)
        return true
    }

    // MARK: The operator

    func cancel(_ id: RunID) throws -> Bool {
        _ = try run(id)
        let isCancelled = try tables.cancel(id, at: moment)
        if isCancelled { news.cancelled.append(id) }
        return isCancelled
    }

    func retry(_ id: RunID, step: String?) throws -> Bool {
        _ = try run(id)
        let isResumed = try tables.retry(id, step: step, at: moment)
        if isResumed { news.hasWork = true }
        return isResumed
    }

    func resolve(_ id: RunID, step: String, result: [UInt8]?) throws -> Bool {
        _ = try run(id)
        let isResolved = try tables.resolve(id, step: step, result: result, at: moment)
        if isResolved { news.hasWork = true }
        return isResolved
    }

    /// Deletes up to `limit` runs that finished by `end`.
    func prune(finishedBy end: Timestamp, limit: Int) throws -> Int {
        var runs: [(number: Int, workflow: Int64, key: String?)] = []
        let statement = try statements[.finishedBefore]
        statement.bind(1, end.microseconds)
        statement.bind(2, limit)
        try statement.forEachRow { runs.append((statement.int(0), statement.int64(1), statement.optionalText(2))) }
        for run in runs {
            if let key = run.key { try deleteKey(key, try workflow(run.workflow).identity, run.number) }
            if let cached = cached[run.number] { drop(cached) }
            try delete(.deleteSteps, Schema.steps(of: run.number))
            try delete(.deleteBatches, Schema.steps(of: run.number))
            try delete(.deleteHistory, Schema.history(of: run.number))
            let delete = try statements[.deleteRun]
            delete.bind(1, run.number)
            try delete.run()
        }
        if let last = runs.map(\.number).max() {
            let note = try statements[.notePruned]
            note.bind(1, last)
            try note.run()
        }
        return runs.count
    }

    private func deleteKey(_ key: String, _ workflow: WorkflowIdentity, _ run: Int) throws {
        let statement = try statements[.deleteKey]
        statement.bind(1, workflow.namespace)
        statement.bind(2, workflow.name)
        statement.bind(3, key)
        statement.bind(4, run)
        try statement.run()
    }

    private func delete(_ sql: Query, _ keys: ClosedRange<Int64>) throws {
        let statement = try statements[sql]
        statement.bind(1, keys.lowerBound)
        statement.bind(2, keys.upperBound)
        try statement.run()
    }
}
