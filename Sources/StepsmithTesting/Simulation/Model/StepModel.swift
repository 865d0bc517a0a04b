import Stepsmith

/// What a simulation knows of one step of a run, from what was asked of the store and answered.
struct StepModel {
    let name: String
    /// The position of its definition.
    let definition: Int
    let range: BatchRange?
    var fact = Fact.open
    var directive = Directive.none
    var result: [UInt8]?
    var failures = 0
    var leaseLosses = 0
    /// Of all times: an operator's retry forgets none.
    var failuresEver = 0
    var hold: Hold?
    /// When a retry is due.
    var due: Duration? { didSet { latestDue = due } }
    /// The same as far as the store must know it.
    var latestDue: Duration?
    /// For a worker of an `isolate` batch: it waits for the others.
    var isAside = false
    /// Whether it was ever claimed.
    var hasStarted = false
    /// Every token it was handed out under, and those that ended it.
    var tokens: Set<Int> = []
    var completed: Set<Int> = []
    var checkpoint: [UInt8]?
    var failure: ErrorCode?
    var log: [LoggedEvent] = []

    enum Fact { case open, succeeded, failed, resolved, cancelled }

    init(_ name: String, definition: Int, range: BatchRange? = nil) {
        self.name = name
        self.definition = definition
        self.range = range
    }

    var isOpen: Bool { fact == .open }
}

/// A lease as it was given.
struct Hold {
    let lease: Lease
    let worker: WorkerID
    let request: Int
    /// Of the worker that claimed it, or renewed it last.
    var process: Int
    /// In the clock's uptime. From then on a claim takes the step back.
    var end: Duration
    /// From then on the store may have taken it back: earlier than its end if the store's process was started again.
    var mayEnd: Duration
}

/// What the history must have of a step.
struct LoggedEvent: Equatable {
    var event: HistoryEntry.Event
    var attempt: Int?
    var worker: WorkerID?
}

/// A batch that was cut.
struct BatchModel {
    let ranges: [BatchRange]
    let policy: BatchPolicy
    var workers: [StepModel]
    /// What waits for the batch has gone on, and does not wait again.
    var hasPassed = false
    /// `fail_fast`: no range is started any more, until an operator has the batch go on.
    var isStopped = false

    var unended: Int { workers.count { $0.isOpen } }
    var hasFailures: Bool { workers.contains { $0.fact == .failed } }
    var running: Int { workers.count { $0.hold != nil } }

    /// Cuts as runtime.md says: `size` items each, the last one short, and larger ones if there would be too many.
    static func cut(_ items: Int, by size: Int, atMost most: Int?) -> [BatchRange] {
        var size = size
        if let most, most > 0, (items + size - 1) / size > most { size = (items + most - 1) / most }
        var starts: [Int] = []
        var start = 0
        while start < items {
            starts.append(start)
            start += size
        }
        return starts.enumerated().map { index, start in
            BatchRange(
                index: index, count: starts.count, startCursor: start, endCursor: min(items, start + size), batchSize: size)
        }
    }
}
