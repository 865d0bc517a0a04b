internal import DequeModule

/// A workflow that an in-memory store knows, with the queue of its claimable steps. Used only inside the store's lock.
package final class InMemoryWorkflow {
    struct Entry {
        /// Its place among all that were ever queued.
        var order: Int
        var task: InMemoryTask
    }

    package internal(set) var graph: WorkflowGraph
    var queue = Deque<Entry>()

    package init(_ graph: WorkflowGraph) { self.graph = graph }

    var fingerprint: String { graph.definition.fingerprint }
}

/// A step that may be claimable; checked again when it is taken out of the queue.
package struct InMemoryTask {
    package var run: InMemoryRun
    package var position: Int
}

/// A step to queue at a time.
struct InMemoryTimer: Comparable {
    /// In nanoseconds of the store's uptime.
    var due: Int64
    var task: InMemoryTask

    static func < (a: InMemoryTimer, b: InMemoryTimer) -> Bool { a.due < b.due }
    static func == (a: InMemoryTimer, b: InMemoryTimer) -> Bool { a.due == b.due }
}
