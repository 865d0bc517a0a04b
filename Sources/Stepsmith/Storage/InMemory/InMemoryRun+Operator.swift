extension InMemoryRun {
    /// Has failed steps run again: all, or the one at a position. False when there is none.
    func retry(_ chosen: Int?, at now: Timestamp, _ ready: inout [Int]) -> Bool {
        guard state == .failed else { return false }
        let moulds = Set(batches.map(\.mould))
        let failed = rows.indices.filter { position in
            rows[position].state == .failed && !moulds.contains(position) && (chosen == nil || chosen == position)
        }
        if failed.isEmpty { return false }
        resume(at: now, &ready)
        let note = InMemoryNote(reason: Planner.retriedByHand)
        for position in failed {
            self[position].failures = 0
            self[position].leaseLosses = 0
            self[position].note = nil
            self[position].finishedAt = nil
            unfail()
            if let index = batchIndex(of: position) { Planner.reopen(&batches[index].group) }
            record(.ready, position, attempt: 0, note: note, at: now)
            requeue(position, &ready)
        }
        return true
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
        if state == .failed { resume(at: now, &ready) }
        leave(row.state, isAside: row.isAside)
        self[position].result = result
        self[position].note = nil
        self[position].isAside = false
        settle(position, .resolved, at: now)
        record(.resolved, position, attempt: 0, at: now)
        if let worker { resolveWorker(worker, from: row, at: now, &ready) }
        release(releases, skipping: [], at: now, &ready)
        finishIfOver(at: now)
        return true
    }
}
