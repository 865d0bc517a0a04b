internal import Stepsmith

// What `--json` prints. Members are only ever added.

extension JSONFragment {
    static func run(_ run: RunSummary) -> JSONFragment { .object(members(of: run)) }

    static func run(_ run: RunSnapshot) -> JSONFragment {
        .object(
            members(of: RunSummary(run)) + [
                ("input", .recorded(run.input)), ("steps", .array(run.steps.map(step))),
                ("history", .array(run.history.map(entry))),
            ])
    }

    private static func members(of run: RunSummary) -> [(String, JSONFragment)] {
        [
            ("id", .text(run.id.rawValue)), ("namespace", .text(run.workflow.namespace)),
            ("workflow", .text(run.workflow.name)), ("version", .text(run.workflow.version)),
            ("key", .text(run.idempotencyKey)), ("state", .text(run.state.rawValue)), ("created_at", .time(run.createdAt)),
            ("finished_at", .time(run.finishedAt)),
        ]
    }

    private static func step(_ step: StepSnapshot) -> JSONFragment {
        .object([
            ("name", .text(step.name)), ("definition", .text(step.definition)), ("type", .text(step.kind.rawValue)),
            ("state", .text(step.state.rawValue)), ("attempts", .number(step.attempts)),
            ("lease_losses", .number(step.leaseLosses)), ("result", .recorded(step.result)), ("error", failure(step.failure)),
            ("skip_reason", .text(step.skipReason)), ("batch", range(step.batch)), ("checkpoint", .recorded(step.checkpoint)),
            ("started_at", .time(step.startedAt)), ("finished_at", .time(step.finishedAt)), ("due_at", .time(step.dueAt)),
        ])
    }

    private static func entry(_ entry: HistoryEntry) -> JSONFragment {
        .object([
            ("at", .time(entry.at)), ("event", .text(entry.event.rawValue)), ("step", .text(entry.step)),
            ("attempt", .number(entry.attempt)), ("worker", .text(entry.worker?.rawValue)),
            ("duration_ms", .value(entry.duration.map { .number($0.milliseconds) } ?? .null)),
            ("error", failure(entry.failure)), ("reason", .text(entry.reason)),
        ])
    }

    private static func failure(_ failure: StepFailure?) -> JSONFragment {
        guard let failure else { return .value(.null) }
        return .object([
            ("code", .text(failure.code.rawValue)), ("message", .text(failure.message)),
            ("retryable", .value(.bool(failure.isRetryable))),
        ])
    }

    private static func range(_ batch: BatchRange?) -> JSONFragment {
        guard let batch else { return .value(.null) }
        return .object([
            ("index", .number(batch.index)), ("count", .number(batch.count)), ("start", .number(batch.startCursor)),
            ("end", .number(batch.endCursor)),
        ])
    }
}
