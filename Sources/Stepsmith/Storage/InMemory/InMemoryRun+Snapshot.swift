extension InMemoryRun {
    package var summary: RunSummary {
        RunSummary(
            id: id, workflow: graph.identity, state: state, idempotencyKey: idempotencyKey, createdAt: createdAt,
            finishedAt: finishedAt)
    }

    /// - Parameter uptime: the store's, in nanoseconds; `now` is the same moment.
    package func snapshot(uptime: Int64, now: Timestamp) -> RunSnapshot {
        var steps: [StepSnapshot] = []
        steps.reserveCapacity(rows.count)
        for position in graph.definition.steps.indices {
            if let batch = batches.first(where: { $0.mould == position }), batch.group.ranges.count > 0 {
                for worker in batch.positions { steps.append(step(worker, uptime: uptime, now: now)) }
            } else {
                steps.append(step(position, uptime: uptime, now: now))
            }
        }
        return RunSnapshot(summary, input: input, steps: steps, history: history.map(entry))
    }

    private func step(_ position: Int, uptime: Int64, now: Timestamp) -> StepSnapshot {
        let row = rows[position]
        let (definition, range) = role(of: position)
        let isTrying = row.state == .running || row.state == .succeeded
        var step = StepSnapshot(
            name: name(of: position), definition: graph.definition.steps[definition].name,
            kind: graph.definition.steps[definition].kind, state: row.state,
            attempts: Int(row.failures) + (isTrying ? 1 : 0), leaseLosses: Int(row.leaseLosses))
        step.batch = range
        step.result = row.result
        step.checkpoint = row.checkpoint
        step.failure = row.note?.failure
        step.skipReason = row.note?.reason
        step.startedAt = row.startedAt
        step.finishedAt = row.finishedAt
        if row.state == .retrying, !row.isAside { step.dueAt = now.advanced(by: .nanoseconds(row.due - uptime)) }
        return step
    }

    private func entry(_ event: InMemoryEvent) -> HistoryEntry {
        HistoryEntry(
            at: event.at, event: event.event,
            step: event.position < 0 ? nil : name(of: Int(event.position)), worker: event.worker,
            attempt: event.attempt == 0 ? nil : Int(event.attempt), duration: event.duration, failure: event.note?.failure,
            reason: event.note?.reason)
    }
}
