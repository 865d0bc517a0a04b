internal import DequeModule

/// A workflow that an in-memory store knows, with the queue of its claimable steps. Used only inside the store's lock.
final class InMemoryWorkflow {
    struct Entry {
        /// Its place among all that were ever queued.
        var order: Int
        var task: InMemoryTask
    }

    var graph: WorkflowGraph
    var queue = Deque<Entry>()

    init(_ graph: WorkflowGraph) { self.graph = graph }

    var fingerprint: String { graph.definition.fingerprint }
}

/// A step that may be claimable; checked again when it is taken out of the queue.
struct InMemoryTask {
    var run: InMemoryRun
    var position: Int
}

/// A step to queue at a time.
struct InMemoryTimer: Comparable {
    /// In nanoseconds of the store's uptime.
    var due: Int64
    var task: InMemoryTask

    static func < (a: InMemoryTimer, b: InMemoryTimer) -> Bool { a.due < b.due }
    static func == (a: InMemoryTimer, b: InMemoryTimer) -> Bool { a.due == b.due }
}
