/// Every statement that runs on the file after it is open, so that a test can ask for the plan of each.
enum Query: Int, CaseIterable {
    case findWorkflow, findWorkflowByID, listWorkflows, addWorkflow, updateWorkflow
    case findKey, addKey, deleteKey
    case findRun, findRunByNumber, addRun, updateRun, runHead, numberOfRun, openRuns, lastNumber
    case putStep, steps, step, leasedSteps, result, results
    case putBatch, batches, batch
    case addEntry, history, lastEntry
    case addEvent, dueEvents, takeEvent, nextEvent, deleteEvent, postponeEvent, freeEvents
    case processes, join, leave
    case addCommit, commitsSince, lastRevision, trimCommits
    case newest, newestBefore, inState, inStateBefore
    case finishedBefore, deleteRun, deleteSteps, deleteBatches, deleteHistory, notePruned

    static let runColumns = "number, id, workflow, state, is_halted, created_at, finished_at, idempotency_key"
    static let stepColumns = """
        id, state, waiting_on, live_parents, failures, lease_losses, token, completed_token, is_aside, due_at, started_at, \
        finished_at, worker, lease_end, lease_request, lease_holder, note, checkpoint, result, \
        lost_tokens
        """
    static let workflowColumns = "id, namespace, name, version, fingerprint, positions, definition"

    var text: String {
        switch self {
        case .findWorkflow:
            return "SELECT \(Query.workflowColumns) FROM workflows WHERE namespace = ? AND name = ? AND version = ?"
        case .findWorkflowByID: return "SELECT \(Query.workflowColumns) FROM workflows WHERE id = ?"
        // One row for each version of each workflow: as many as programs have registered.
        case .listWorkflows: return "SELECT \(Query.workflowColumns) FROM workflows WHERE id > 0"
        case .addWorkflow:
            return """
                INSERT INTO workflows (namespace, name, version, fingerprint, positions, definition) VALUES (?, ?, ?, ?, ?, ?)
                """
        case .updateWorkflow: return "UPDATE workflows SET definition = ? WHERE id = ?"

        case .findKey:
            return """
                SELECT runs.id FROM run_keys JOIN runs ON runs.number = run_keys.run
                WHERE run_keys.namespace = ? AND run_keys.workflow = ? AND run_keys.idempotency_key = ?
                """
        case .addKey: return "INSERT INTO run_keys (namespace, workflow, idempotency_key, run) VALUES (?, ?, ?, ?)"
        case .deleteKey:
            return "DELETE FROM run_keys WHERE namespace = ? AND workflow = ? AND idempotency_key = ? AND run = ?"

        case .findRun: return "SELECT \(Query.runColumns), input FROM runs WHERE id = ?"
        case .findRunByNumber: return "SELECT \(Query.runColumns), input FROM runs WHERE number = ?"
        case .addRun:
            return """
                INSERT INTO runs (number, id, workflow, state, is_halted, created_at, finished_at, idempotency_key, input)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        case .updateRun: return "UPDATE runs SET state = ?, is_halted = ?, finished_at = ? WHERE number = ?"
        case .runHead: return "SELECT \(Query.runColumns) FROM runs WHERE id = ?"
        case .numberOfRun: return "SELECT number FROM runs WHERE id = ?"
        case .openRuns:
            return """
                SELECT number FROM runs WHERE workflow = ? AND state = 'running' AND number > ? ORDER BY number LIMIT ?
                """
        case .lastNumber:
            return "SELECT max((SELECT coalesce(max(number), 0) FROM runs), (SELECT number FROM pruned WHERE id = 1))"

        case .putStep:
            return """
                REPLACE INTO steps (\(Query.stepColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        case .steps: return "SELECT \(Query.stepColumns) FROM steps WHERE id BETWEEN ? AND ? ORDER BY id"
        case .step: return "SELECT \(Query.stepColumns) FROM steps WHERE id = ?"
        // As many as are running now.
        case .leasedSteps: return "SELECT id FROM steps WHERE lease_end > -9223372036854775808"
        case .result: return "SELECT result FROM steps WHERE id = ?"
        case .results: return "SELECT result FROM steps WHERE id BETWEEN ? AND ? ORDER BY id"

        case .putBatch:
            return """
                REPLACE INTO batches (id, first, total_items, size, count, started, open, aside, failed, withdrawn)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        case .batches:
            return """
                SELECT id, first, total_items, size, count, started, open, aside, failed, withdrawn FROM batches
                WHERE id BETWEEN ? AND ? ORDER BY id
                """
        case .batch: return "SELECT first, count FROM batches WHERE id = ?"

        case .addEntry:
            return
                "INSERT INTO history (id, at, event, position, attempt, duration, worker, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        case .history:
            return """
                SELECT at, event, position, attempt, duration, worker, note FROM history WHERE id BETWEEN ? AND ? ORDER BY id
                """
        case .lastEntry: return "SELECT id FROM history WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1"

        case .addEvent:
            return """
                INSERT INTO events (id, namespace, workflow, definition, name, due_at, run, version, step, attempt, published_at,
                    failed_deliveries, payload)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
                """
        case .dueEvents:
            return """
                SELECT number, id, run, version, step, attempt, published_at, failed_deliveries, payload FROM events
                WHERE namespace = ? AND workflow = ? AND definition = ? AND name = ? AND due_at <= ? ORDER BY due_at, number LIMIT ?
                """
        case .takeEvent: return "UPDATE events SET worker = ?, due_at = ? WHERE number = ?"
        case .nextEvent:
            return """
                SELECT due_at FROM events WHERE namespace = ? AND workflow = ? AND definition = ? AND name = ?
                ORDER BY due_at LIMIT 1
                """
        case .deleteEvent: return "DELETE FROM events WHERE id = ?"
        case .postponeEvent:
            return """
                UPDATE events SET worker = NULL, due_at = ?, failed_deliveries = failed_deliveries + 1
                WHERE id = ? AND worker = ?
                """

        // As many as were handed out or put off.
        case .freeEvents: return "UPDATE events SET worker = NULL, due_at = 0 WHERE due_at > 0"

        // As many as have the file open.
        case .processes: return "SELECT id, lock_path, socket_path, clock_anchor FROM processes WHERE id > 0"
        case .join: return "INSERT INTO processes (lock_path, socket_path, clock_anchor) VALUES (?, ?, ?)"
        case .leave: return "DELETE FROM processes WHERE id = ?"

        case .addCommit: return "INSERT INTO commits (revision, process, has_work, runs) VALUES (?, ?, ?, ?)"
        case .commitsSince: return "SELECT revision, process, has_work, runs FROM commits WHERE revision > ? ORDER BY revision"
        case .lastRevision: return "SELECT coalesce(max(revision), 0) FROM commits"
        case .trimCommits: return "DELETE FROM commits WHERE revision <= ?"

        case .newest: return "SELECT \(Query.runColumns) FROM runs ORDER BY number DESC LIMIT ?"
        case .newestBefore: return "SELECT \(Query.runColumns) FROM runs WHERE number < ? ORDER BY number DESC LIMIT ?"
        case .inState:
            return "SELECT \(Query.runColumns) FROM runs WHERE workflow = ? AND state = ? ORDER BY number DESC LIMIT ?"
        case .inStateBefore:
            return """
                SELECT \(Query.runColumns) FROM runs WHERE workflow = ? AND state = ? AND number < ? ORDER BY number DESC LIMIT ?
                """

        case .finishedBefore:
            return """
                SELECT number, workflow, idempotency_key FROM runs
                WHERE finished_at IS NOT NULL AND finished_at <= ? ORDER BY finished_at LIMIT ?
                """
        case .deleteRun: return "DELETE FROM runs WHERE number = ?"
        case .deleteSteps: return "DELETE FROM steps WHERE id BETWEEN ? AND ?"
        case .deleteBatches: return "DELETE FROM batches WHERE id BETWEEN ? AND ?"
        case .deleteHistory: return "DELETE FROM history WHERE id BETWEEN ? AND ?"
        case .notePruned: return "UPDATE pruned SET number = max(number, ?) WHERE id = 1"
        }
    }
}
