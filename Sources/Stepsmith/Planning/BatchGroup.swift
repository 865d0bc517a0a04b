/// The workers of one batch, counted: what a store keeps of a batch beside the workers' own rows. The mould's row stands
/// for all of them: what waits for the mould waits for the group.
public struct BatchGroup: Sendable, Equatable {
    public let ranges: BatchRanges
    /// How many workers have been started; the next to start is the one at this index.
    public var started = 0
    /// Workers that were started and have not ended: ready, running or retrying.
    public var open = 0
    /// Workers that wait for others to be done: under `isolate` those whose attempt failed, and those that an operator
    /// retries.
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
    /// So many of the workers that were set aside go on, those first that were first.
    public var resuming = 0
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
        group.started = min(group.ranges.count, parallelism(of: mould, graph))
        group.open = group.started
        progress.starting = 0..<group.started
        if group.ranges.count == 0 { progress.end = .passed }
        return progress
    }

    /// One worker's end makes room for the next; the last one's is the group's.
    public static func advance(
        _ group: inout BatchGroup, after end: BatchWorkerEnd, of mould: Int, in graph: WorkflowGraph
    ) -> BatchProgress {
        let strategy = strategy(of: mould, graph)
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
        } else if group.aside > 0 {
            progress.resuming = resume(&group, of: mould, in: graph)
        } else if group.open == 0 {
            progress.end = group.failed == 0 || strategy == .continueOnFailure ? .passed : failure(graph)
        }
        return progress
    }

    /// A worker that failed for good is to run again: it is set aside, to begin when there is room.
    public static func reopen(_ group: inout BatchGroup) {
        group.failed -= 1
        group.aside += 1
    }

    /// How many of the workers that were set aside may go on now: under `isolate` one, and only with nothing beside it.
    public static func resume(_ group: inout BatchGroup, of mould: Int, in graph: WorkflowGraph) -> Int {
        let isAlone = strategy(of: mould, graph) == .isolate
        let room = isAlone ? (group.open == 0 ? 1 : 0) : max(0, parallelism(of: mould, graph) - group.open)
        let count = min(group.aside, room)
        group.aside -= count
        group.open += count
        return count
    }

    /// A worker settled by hand has succeeded, whatever it was doing before.
    public static func resolve(
        _ group: inout BatchGroup, from state: StepState, isAside: Bool, of mould: Int, in graph: WorkflowGraph
    ) -> BatchProgress {
        if state == .failed { group.failed -= 1 } else if isAside { group.aside -= 1 } else { group.open -= 1 }
        // As if it had been open until now.
        group.open += 1
        return advance(&group, after: .succeeded, of: mould, in: graph)
    }

    private static func strategy(of mould: Int, _ graph: WorkflowGraph) -> BatchPolicy.FailureStrategy {
        graph.definition.steps[mould].batch?.failureStrategy ?? .failFast
    }

    private static func parallelism(of mould: Int, _ graph: WorkflowGraph) -> Int {
        max(1, graph.definition.steps[mould].batch?.parallelism ?? .max)
    }

    private static func failure(_ graph: WorkflowGraph) -> BatchProgress.End {
        .failed(haltsRun: graph.definition.failurePolicy == .stop)
    }
}
