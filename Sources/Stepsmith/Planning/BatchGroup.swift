/// The workers of one batch, counted: what a store keeps of a batch beside the workers' own rows. The mould's row stands
/// for all of them: what waits for the mould waits for the group.
public struct BatchGroup: Sendable, Equatable {
    public let ranges: BatchRanges
    /// How many workers have been started; the next to start is the one at this index.
    public var started = 0
    /// Workers that were started and have not ended: ready, running or retrying.
    public var open = 0
    /// Workers that failed and wait for the others to be done.
    public var aside = 0
    /// Workers that failed for good.
    public var failed = 0

    public init(ranges: BatchRanges) { self.ranges = ranges }
}

/// How an attempt of a batch worker leaves its group.
public enum BatchWorkerEnd: Sendable, Equatable {
    case succeeded
    case failed
    /// To be retried when the others are done.
    case setAside
}

/// What a group does next.
public struct BatchProgress: Sendable, Equatable {
    /// Workers that become ready.
    public var starting: Range<Int> = 0..<0
    /// The first worker that was set aside takes up its retry.
    public var resumesOneAside = false
    public var end: End?

    public enum End: Sendable, Equatable {
        /// What waits for the group goes on.
        case passed
        /// What waits for the group never starts.
        case failed(haltsRun: Bool)
    }

    public init() {}
}

extension Planner {
    /// Why a mould is skipped whose batch has no items.
    public static let emptyBatch = "the batch has no items"

    /// A mould whose dependencies are settled: its first workers start. With no items there is nothing to start, and
    /// what waits for the group gets no results.
    public static func open(_ group: inout BatchGroup, of mould: Int, in graph: WorkflowGraph) -> BatchProgress {
        var progress = BatchProgress()
        let parallelism = graph.definition.steps[mould].batch?.parallelism ?? .max
        group.started = min(group.ranges.count, max(1, parallelism))
        group.open = group.started
        progress.starting = 0..<group.started
        if group.ranges.count == 0 { progress.end = .passed }
        return progress
    }

    /// One worker's end makes room for the next; the last one's is the group's.
    public static func advance(
        _ group: inout BatchGroup, after end: BatchWorkerEnd, of mould: Int, in graph: WorkflowGraph
    ) -> BatchProgress {
        let strategy = graph.definition.steps[mould].batch?.failureStrategy ?? .failFast
        var progress = BatchProgress()
        group.open -= 1
        switch end {
        case .succeeded: break
        case .failed: group.failed += 1
        case .setAside: group.aside += 1
        }
        let isStopped = strategy == .failFast && group.failed > 0
        if isStopped {
            if end == .failed { progress.end = failure(graph) }
        } else if group.started < group.ranges.count {
            progress.starting = group.started..<(group.started + 1)
            group.started += 1
            group.open += 1
        } else if group.open == 0, group.aside > 0 {
            progress.resumesOneAside = true
            group.aside -= 1
            group.open += 1
        } else if group.open == 0 {
            progress.end = group.failed == 0 || strategy == .continueOnFailure ? .passed : failure(graph)
        }
        return progress
    }

    /// A worker that failed for good is to run again.
    public static func reopen(_ group: inout BatchGroup) {
        group.failed -= 1
        group.open += 1
    }

    /// A worker settled by hand has succeeded, whatever it was doing before.
    public static func resolve(
        _ group: inout BatchGroup, from state: StepState, isAside: Bool, of mould: Int, in graph: WorkflowGraph
    ) -> BatchProgress {
        if state == .failed { reopen(&group) }
        if isAside {
            group.aside -= 1
            group.open += 1
        }
        return advance(&group, after: .succeeded, of: mould, in: graph)
    }

    private static func failure(_ graph: WorkflowGraph) -> BatchProgress.End {
        .failed(haltsRun: graph.definition.failurePolicy == .stop)
    }
}
