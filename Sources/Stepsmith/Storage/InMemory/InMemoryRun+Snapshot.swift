extension InMemoryRun {
    var summary: RunSummary {
        RunSummary(
            id: id, workflow: graph.identity, state: state, idempotencyKey: idempotencyKey, createdAt: createdAt,
            finishedAt: finishedAt)
    }

    /// - Parameter uptime: the store's, in nanoseconds; `now` is the same moment.
    func snapshot(uptime: Int64, now: Timestamp) -> RunSnapshot {
        var steps: [StepSnapshot] = []
        steps.reserveCapacity(rows.count)
        for (row, definition) in zip(rows, graph.definition.steps) {
            let isTrying = row.state == .running || row.state == .succeeded
            var step = StepSnapshot(
                name: definition.name, kind: definition.kind, state: row.state,
                attempts: Int(row.failures) + (isTrying ? 1 : 0), leaseLosses: Int(row.leaseLosses))
            step.result = row.result
            step.failure = row.note?.failure
            step.skipReason = row.note?.reason
            step.startedAt = row.startedAt
            step.finishedAt = row.finishedAt
            if row.state == .retrying { step.dueAt = now.advanced(by: .nanoseconds(row.due - uptime)) }
            steps.append(step)
        }
        return RunSnapshot(summary, input: input, steps: steps, history: history.map(entry))
    }

    private func entry(_ event: InMemoryEvent) -> HistoryEntry {
        HistoryEntry(
            at: event.at, event: event.event,
            step: event.position < 0 ? nil : graph.definition.steps[Int(event.position)].name, worker: event.worker,
            attempt: event.attempt == 0 ? nil : Int(event.attempt), duration: event.duration, failure: event.note?.failure,
            reason: event.note?.reason)
    }
}
