extension InMemoryRun {
    var summary: RunSummary {
        RunSummary(
            id: id, workflow: graph.identity, state: state, idempotencyKey: idempotencyKey, createdAt: createdAt,
            finishedAt: finishedAt)
    }

    var snapshot: RunSnapshot {
        var steps: [StepSnapshot] = []
        for (row, definition) in zip(rows, graph.definition.steps) {
            let isTrying = row.state == .running || row.state == .succeeded
            steps.append(
                StepSnapshot(
                    name: definition.name, kind: definition.kind, state: row.state,
                    attempts: row.failures + (isTrying ? 1 : 0), leaseLosses: row.leaseLosses, result: row.result,
                    failure: row.failure, skipReason: row.skipReason, startedAt: row.startedAt,
                    finishedAt: row.finishedAt, dueAt: row.dueAt))
        }
        return RunSnapshot(
            id: id, workflow: graph.identity, state: state, idempotencyKey: idempotencyKey, createdAt: createdAt,
            finishedAt: finishedAt, input: input, steps: steps, history: history)
    }
}
