extension InMemoryRun {
    /// Has failed steps run again: all, or the one at a position. False when there is none. Throws when there are only
    /// workers of batches whose results are in use already.
    func retry(_ chosen: Int?, at now: Timestamp, _ ready: inout [Int]) throws(StoreError) -> Bool {
        guard state == .failed else { return false }
        let moulds = Set(batches.map(\.mould))
        let failed = rows.indices.filter { position in
            rows[position].state == .failed && !moulds.contains(position) && (chosen == nil || chosen == position)
        }
        let usable = failed.filter { position in batchIndex(of: position).map { !isInUse($0) } ?? true }
        guard let first = failed.first else { return false }
        if usable.isEmpty { throw StoreError.unretryable(step: name(of: first)) }
        resume(at: now, &ready)
        let note = InMemoryNote(reason: Planner.retriedByHand)
        for position in usable {
            self[position].failures = 0
            self[position].leaseLosses = 0
            self[position].note = nil
            self[position].finishedAt = nil
            unfail()
            record(.ready, position, attempt: 0, note: note, at: now)
            guard let index = batchIndex(of: position) else {
                requeue(position, &ready)
                continue
            }
            // It takes its turn when there is room.
            if Planner.reopen(&batches[index].group, of: batches[index].mould, in: graph) {
                self[position].state = .retrying
                self[position].due = 0
                setAside(position, index)
            } else {
                self[position].state = .waiting
                batches[index].withdrawn.append(position)
            }
            restart(index)
        }
        for index in Set(usable.compactMap { batchIndex(of: $0) }).sorted() { proceed(index, at: now, &ready) }
        return true
    }

    /// Whether a step that waits for the batch has gone on.
    private func isInUse(_ index: Int) -> Bool {
        graph.dependents[batches[index].mould].contains { rows[$0].state != .waiting }
    }

    /// Settles a step by hand. False when it has settled already. The caller has taken its lease away.
    func resolve(_ position: Int, _ result: [UInt8]?, at now: Timestamp, _ ready: inout [Int]) throws(StoreError) -> Bool {
        let (definition, _) = role(of: position)
        let step = graph.definition.steps[definition]
        let worker = batchIndex(of: position)
        // A mould that has no workers yet is settled for all that it would have had.
        let passing = step.kind == .batchWorker && worker == nil ? graph.successReleases[position] : nil
        guard let releases = passing ?? Planner.resolve(definition, in: graph) else {
            throw StoreError.unresolvable(step: step.name, step.kind)
        }
        let row = rows[position]
        guard state == .running || state == .failed, !row.state.isTerminal || row.state == .failed else { return false }
        if worker != nil, row.state == .waiting { return false }
        // A failure that stops the run is settled, while other steps may still run.
        if state == .failed || row.state == .failed { resume(at: now, &ready) }
        leave(row.state, isAside: row.isAside)
        self[position].result = result
        self[position].note = nil
        self[position].isAside = false
        settle(position, .resolved, at: now)
        record(.resolved, position, attempt: 0, at: now)
        if let worker {
            Planner.resolve(&batches[worker].group, from: row.state, isAside: row.isAside)
            if row.state == .failed { restart(worker) }
            if !isStopped(worker) { proceed(worker, at: now, &ready) }
        }
        release(releases, skipping: [], at: now, &ready)
        finishIfOver(at: now)
        return true
    }
}
