/// The workers of one batch, counted: what a store keeps of a batch beside the workers' own rows. The mould's row stands
/// for all of them: what waits for the mould waits for the group. It is running while the batch goes on, failed once the
/// batch has stopped, and stays succeeded once what waits for it has gone on.
public struct BatchGroup: Sendable, Equatable {
    public let ranges: BatchRanges
    /// How many workers have been started; the next to start is the one at this index.
    public var started = 0
    /// Workers that were started and take up room: ready, running or retrying.
    public var open = 0
    /// Workers that were started and wait for room again: when their batch stopped they had no attempt running, or an
    /// operator retries them.
    public var withdrawn = 0
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
    /// How many of the withdrawn become ready, the first of them first.
    public var resuming = 0
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
        proceed(&group, of: mould, in: graph)
    }

    /// One worker's end makes room for the next; the last one's is the group's.
    ///
    /// - Parameter isStopped: the mould has failed.
    public static func advance(
        _ group: inout BatchGroup, after end: BatchWorkerEnd, isStopped: Bool, of mould: Int, in graph: WorkflowGraph
    ) -> BatchProgress {
        group.open -= 1
        switch end {
        case .succeeded: break
        case .failed: group.failed += 1
        case .setAside: group.aside += 1
        }
        let isStopping = end == .failed && strategy(of: mould, graph) == .failFast
        guard isStopped || isStopping else { return proceed(&group, of: mould, in: graph) }
        var progress = BatchProgress()
        if isStopping { progress.end = failure(graph) }
        return progress
    }

    /// A worker without a running attempt leaves its place: its batch has stopped.
    public static func withdraw(_ group: inout BatchGroup) {
        group.open -= 1
        group.withdrawn += 1
    }

    /// A worker that failed for good is to run again. Then the group is to `proceed`. True when the worker is set aside, to
    /// run with nothing beside it.
    public static func reopen(_ group: inout BatchGroup, of mould: Int, in graph: WorkflowGraph) -> Bool {
        let isAside = strategy(of: mould, graph) == .isolate
        group.failed -= 1
        if isAside { group.aside += 1 } else { group.withdrawn += 1 }
        return isAside
    }

    /// A worker settled by hand has succeeded, whatever it was doing before. Then the group is to `proceed`, unless it
    /// has stopped.
    public static func resolve(_ group: inout BatchGroup, from state: StepState, isAside: Bool) {
        if state == .failed {
            group.failed -= 1
        } else if isAside {
            group.aside -= 1
        } else {
            group.open -= 1
        }
    }

    /// Fills the room there is, and sees whether the group is done. It may have been before: what waits for it goes on
    /// once.
    public static func proceed(_ group: inout BatchGroup, of mould: Int, in graph: WorkflowGraph) -> BatchProgress {
        var progress = BatchProgress()
        var room = max(0, parallelism(of: mould, graph) - group.open)
        progress.resuming = min(room, group.withdrawn)
        group.withdrawn -= progress.resuming
        room -= progress.resuming
        progress.starting = group.started..<(group.started + min(room, group.ranges.count - group.started))
        group.started = progress.starting.upperBound
        group.open += progress.resuming + progress.starting.count
        if group.open > 0 { return progress }
        if group.aside > 0 {
            progress.resumesOneAside = true
            group.aside -= 1
            group.open += 1
        } else {
            let isPassed = group.failed == 0 || strategy(of: mould, graph) == .continueOnFailure
            progress.end = isPassed ? .passed : failure(graph)
        }
        return progress
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
