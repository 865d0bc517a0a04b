import GRDB
import Stepsmith

/// The row of a run.
struct RunHead {
    var number: Int
    var id: RunID
    var workflow: Int64
    var state: RunState
    var isHalted: Bool
    var createdAt: Timestamp
    var finishedAt: Timestamp?
    var idempotencyKey: String?

    /// From the columns `Query.runColumns`.
    init(_ row: PreparedStatement) throws {
        guard let state = RunState(rawValue: row.text(3)) else { throw DamagedFile("a run has the state \(row.text(3))") }
        number = row.int(0)
        id = RunID(row.text(1))
        workflow = row.int64(2)
        self.state = state
        isHalted = row.bool(4)
        createdAt = Timestamp(microseconds: row.int64(5))
        finishedAt = row.optionalInt64(6).map(Timestamp.init(microseconds:))
        idempotencyKey = row.optionalText(7)
    }

    func summary(_ workflow: WorkflowIdentity) -> RunSummary {
        RunSummary(
            id: id, workflow: workflow, state: state, idempotencyKey: idempotencyKey, createdAt: createdAt,
            finishedAt: finishedAt)
    }
}

/// A run as it was written down.
struct RestoredRun {
    var run: InMemoryRun
    var leases: [(position: Int, lease: InMemoryLease)]
}

/// Reads runs, for the writer and for snapshots alike.
struct RunReader {
    let statement: (Query) throws -> PreparedStatement
    let timeline: Timeline
    /// In nanoseconds.
    let uptime: Int64

    func restore(_ head: RunHead, input: [UInt8], _ stored: StoredWorkflow, as workflow: InMemoryWorkflow) throws -> RestoredRun {
        let run = InMemoryRun(head.summary(stored.identity), number: head.number, input: input, workflow: workflow)
        let (batches, cut) = try batches(of: head.number, stored)
        run.restore(state: head.state, finishedAt: head.finishedAt, isHalted: head.isHalted, batches: batches, cut: cut)
        var restored = RestoredRun(run: run, leases: [])
        let steps = try statement(.steps)
        let keys = Schema.steps(of: head.number)
        steps.bind(1, keys.lowerBound)
        steps.bind(2, keys.upperBound)
        try steps.forEachRow {
            let position = stored.position(ofStored: Schema.position(of: steps.int64(0)))
            run.restore(try row(steps), at: position)
            if let lease = lease(steps) { restored.leases.append((position, lease)) }
        }
        limitDelays(of: run, stored)
        run.countRestored()
        let last = try statement(.lastEntry)
        let entries = Schema.history(of: head.number)
        last.bind(1, entries.lowerBound)
        last.bind(2, entries.upperBound)
        run.historyCount = try last.first { Int(last.int64(0) - entries.lowerBound) + 1 } ?? 0
        return restored
    }

    /// Retries that were planned on an earlier timeline are not due later than their policy allows, however the clock was set since.
    private func limitDelays(of run: InMemoryRun, _ stored: StoredWorkflow) {
        for position in run.rows.indices where run.rows[position].state == .retrying {
            let longest = stored.graph.definition.steps[run.definition(of: position)].retry.maximum.wholeNanoseconds
            let (latest, overflow) = uptime.addingReportingOverflow(longest)
            if overflow || run.rows[position].due <= latest { continue }
            var row = run.rows[position]
            row.due = latest
            run.restore(row, at: position)
        }
    }

    /// A step from the columns `Query.stepColumns`.
    func row(_ columns: PreparedStatement) throws -> InMemoryRow {
        guard let state = StepState(rawValue: columns.text(1)) else {
            throw DamagedFile("a step has the state \(columns.text(1))")
        }
        var row = InMemoryRow(parents: 0)
        row.state = state
        row.waitingOn = columns.int32(2)
        row.liveParents = columns.int32(3)
        row.failures = columns.int32(4)
        row.leaseLosses = columns.int32(5)
        row.token = columns.int32(6)
        row.completedToken = columns.int32(7)
        row.isAside = columns.bool(8)
        row.due = columns.optionalInt64(9).map(timeline.uptime(ofTime:)) ?? 0
        row.startedAt = columns.optionalInt64(10).map(Timestamp.init(microseconds:))
        row.finishedAt = columns.optionalInt64(11).map(Timestamp.init(microseconds:))
        row.worker = columns.optionalText(12).map(WorkerID.init)
        row.note = try columns.optionalText(16).map(NoteText.note)
        row.checkpoint = columns.optionalBytes(17)
        row.result = columns.optionalBytes(18)
        row.lostTokens = columns.optionalText(19).map { $0.split(separator: ",").compactMap { Int32($0) } }
        return row
    }

    func lease(_ columns: PreparedStatement) -> InMemoryLease? {
        guard let end = columns.optionalInt64(13), let worker = columns.optionalText(12) else { return nil }
        return InMemoryLease(
            worker: WorkerID(worker), request: columns.int(14), end: timeline.uptime(ofTime: end), holder: columns.int(15))
    }

    private func batches(
        of run: Int, _ stored: StoredWorkflow
    ) throws -> (batches: [InMemoryBatch], cut: [Int: BatchRanges]) {
        var opened: [InMemoryBatch] = []
        var cut: [Int: BatchRanges] = [:]
        let columns = try statement(.batches)
        let keys = Schema.steps(of: run)
        columns.bind(1, keys.lowerBound)
        columns.bind(2, keys.upperBound)
        try columns.forEachRow {
            let mould = stored.position(ofStored: Schema.position(of: columns.int64(0)))
            let ranges = BatchRanges(totalItems: columns.int(2), size: columns.int(3), count: columns.int(4))
            guard let first = columns.optionalInt64(1) else {
                cut[mould] = ranges
                return
            }
            var group = BatchGroup(ranges: ranges)
            group.started = columns.int(5)
            group.open = columns.int(6)
            group.aside = columns.int(7)
            group.failed = columns.int(8)
            group.withdrawn = columns.int(9)
            opened.append(InMemoryBatch(mould: mould, first: Int(first), group: group))
        }
        // As they were opened, which is how their workers' rows follow each other.
        opened.sort { $0.first < $1.first }
        return (opened, cut)
    }

    /// The history of a run, for those who read it.
    func history(of run: Int, _ stored: StoredWorkflow) throws -> [InMemoryEvent] {
        var entries: [InMemoryEvent] = []
        let columns = try statement(.history)
        let keys = Schema.history(of: run)
        columns.bind(1, keys.lowerBound)
        columns.bind(2, keys.upperBound)
        try columns.forEachRow {
            guard let event = HistoryEntry.Event(rawValue: columns.text(1)) else {
                throw DamagedFile("a history has the event \(columns.text(1))")
            }
            let position = columns.optionalInt64(2).map { Int32(stored.position(ofStored: Int($0))) }
            entries.append(
                InMemoryEvent(
                    at: Timestamp(microseconds: columns.int64(0)), event: event, position: position ?? -1,
                    attempt: columns.int32(3), duration: columns.optionalInt64(4).map { .nanoseconds($0) },
                    worker: columns.optionalText(5).map(WorkerID.init), note: try columns.optionalText(6).map(NoteText.note)))
        }
        return entries
    }
}
