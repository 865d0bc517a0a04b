import Stepsmith

/// Writes down what a run has noted of its changes.
extension Ledger {
    /// Of every run that has changed since the last time.
    func writeChanges() throws {
        if changes.runs.isEmpty { return }
        for run in changes.runs { try write(run) }
        changes.clear()
    }

    private func write(_ run: InMemoryRun) throws {
        let workflow = try workflow(of: run)
        let noted = run.noted
        if run.historyCount == 0 { try add(run, of: workflow) } else if noted.isItself { try update(run) }
        if noted.hasBatches { try writeBatches(of: run, workflow) }
        for position in noted.positions { try writeStep(Int(position), of: run, workflow) }
        try writeHistory(of: run, workflow)
        touched.append(TouchedRun(run, isWhole: noted.isItself || noted.hasBatches, workflow))
        run.forgetChanges()
    }

    private func add(_ run: InMemoryRun, of workflow: StoredWorkflow) throws {
        let statement = try statements[.addRun]
        statement.bind(1, run.number)
        statement.bind(2, run.id.rawValue)
        statement.bind(3, workflow.id)
        statement.bind(4, run.state.text)
        statement.bind(5, run.isHalted)
        statement.bind(6, run.createdAt.microseconds)
        statement.bind(7, run.finishedAt?.microseconds)
        statement.bind(8, run.idempotencyKey)
        statement.bind(9, run.input)
        try statement.run()
        guard let key = run.idempotencyKey else { return }
        let keys = try statements[.addKey]
        keys.bind(1, workflow.identity.namespace)
        keys.bind(2, workflow.identity.name)
        keys.bind(3, key)
        keys.bind(4, run.number)
        try keys.run()
    }

    private func update(_ run: InMemoryRun) throws {
        let statement = try statements[.updateRun]
        statement.bind(1, run.state.text)
        statement.bind(2, run.isHalted)
        statement.bind(3, run.finishedAt?.microseconds)
        statement.bind(4, run.number)
        try statement.run()
    }

    private func writeStep(_ position: Int, of run: InMemoryRun, _ workflow: StoredWorkflow) throws {
        let row = run.rows[position]
        let lease = row.lease < 0 ? nil : tables.leases[row.lease]
        let statement = try statements[.putStep]
        let stored = workflow.stored(position)
        if stored >> Schema.stepBits > 0 { throw DamagedFile("run \(run.id) has more steps than a file can hold") }
        statement.bind(1, Schema.key(ofStep: stored, in: run.number))
        statement.bind(2, row.state.text)
        statement.bind(3, Int64(row.waitingOn))
        statement.bind(4, Int64(row.liveParents))
        statement.bind(5, Int64(row.failures))
        statement.bind(6, Int64(row.leaseLosses))
        statement.bind(7, Int64(row.token))
        statement.bind(8, Int64(row.completedToken))
        statement.bind(9, row.isAside)
        if row.state == .retrying { statement.bind(10, timeline.time(ofUptime: row.due)) } else { statement.bindNull(10) }
        statement.bind(11, row.startedAt?.microseconds)
        statement.bind(12, row.finishedAt?.microseconds)
        statement.bind(13, row.worker?.rawValue)
        if let lease {
            statement.bind(14, timeline.time(ofUptime: lease.end))
            statement.bind(15, lease.request)
            statement.bind(16, lease.holder)
        } else {
            for parameter: Int32 in 14...16 { statement.bindNull(parameter) }
        }
        statement.bind(17, try row.note.map(NoteText.text))
        statement.bind(18, row.checkpoint)
        statement.bind(19, row.result)
        statement.bind(20, row.lostTokens.map { $0.map(String.init).joined(separator: ",") })
        try statement.run()
    }

    private func writeBatches(of run: InMemoryRun, _ workflow: StoredWorkflow) throws {
        for (mould, ranges) in run.cut { try writeBatch(mould, BatchGroup(ranges: ranges), first: nil, of: run, workflow) }
        for batch in run.batches { try writeBatch(batch.mould, batch.group, first: batch.first, of: run, workflow) }
    }

    private func writeBatch(
        _ mould: Int, _ group: BatchGroup, first: Int?, of run: InMemoryRun, _ workflow: StoredWorkflow
    ) throws {
        let statement = try statements[.putBatch]
        statement.bind(1, Schema.key(ofStep: workflow.stored(mould), in: run.number))
        statement.bind(2, first.map(Int64.init))
        statement.bind(3, group.ranges.totalItems)
        statement.bind(4, group.ranges.size)
        statement.bind(5, group.ranges.count)
        statement.bind(6, group.started)
        statement.bind(7, group.open)
        statement.bind(8, group.aside)
        statement.bind(9, group.failed)
        statement.bind(10, group.withdrawn)
        try statement.run()
    }

    private func writeHistory(of run: InMemoryRun, _ workflow: StoredWorkflow) throws {
        if run.history.isEmpty { return }
        let statement = try statements[.addEntry]
        for (index, entry) in run.history.enumerated() {
            statement.bind(1, Schema.key(ofEntry: run.historyCount + index, in: run.number))
            statement.bind(2, entry.at.microseconds)
            statement.bind(3, entry.event.text)
            if entry.position < 0 { statement.bindNull(4) } else { statement.bind(4, workflow.stored(Int(entry.position))) }
            if entry.attempt == 0 { statement.bindNull(5) } else { statement.bind(5, Int64(entry.attempt)) }
            statement.bind(6, entry.duration?.wholeNanoseconds)
            statement.bind(7, entry.worker?.rawValue)
            statement.bind(8, try entry.note.map(NoteText.text))
            try statement.run()
        }
    }
}

/// A run that a transaction has changed, for other processes and for listeners.
struct TouchedRun {
    var run: InMemoryRun
    /// More than the rows of single steps.
    var isWhole: Bool
    /// In the file.
    var positions: [Int32]

    init(_ run: InMemoryRun, isWhole: Bool, _ workflow: StoredWorkflow) {
        self.run = run
        self.isWhole = isWhole
        positions = isWhole ? [] : run.noted.positions.map { Int32(workflow.stored(Int($0))) }
    }
}
