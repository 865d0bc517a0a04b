/// The range that a batch worker works on.
public struct BatchContext: Sendable, Equatable {
    /// From 0.
    public let index: Int
    /// How many ranges there are.
    public let total: Int
    /// The first item of the range, counted from 0.
    public let startCursor: Int
    /// One past the last item of the range.
    public let endCursor: Int
    /// How many items a range has, the last one excepted.
    public let batchSize: Int
    /// What an earlier attempt of this range has saved with `context.checkpoint`.
    public let checkpoint: Checkpoint?

    init(_ range: BatchRange, checkpoint: Checkpoint?) {
        index = range.index
        total = range.count
        startCursor = range.startCursor
        endCursor = range.endCursor
        batchSize = range.batchSize
        self.checkpoint = checkpoint
    }

    /// How many items this range has.
    public var count: Int { endCursor - startCursor }

    /// Where to go on: the checkpoint's cursor if it is a number within the range, else the range's start.
    public var resumeCursor: Int {
        guard let cursor = try? checkpoint?.cursor(as: Int.self), (startCursor...endCursor).contains(cursor) else {
            return startCursor
        }
        return cursor
    }

    /// The items that are left to do.
    public var remaining: Range<Int> { resumeCursor..<endCursor }
}

/// A batch worker that failed for good, for the step that gathers the results under `continue_on_failure`.
public struct BatchFailure: Sendable, Equatable {
    /// Such as `process_csv_003`.
    public let step: String
    /// From 0.
    public let index: Int
    /// The first item of the worker that failed, counted from 0.
    public let startCursor: Int
    /// Behind the last item of the worker that failed.
    public let endCursor: Int
    /// How it failed last.
    public let failure: StepFailure

    public init(step: String, range: BatchRange, failure: StepFailure) {
        self.step = step
        index = range.index
        startCursor = range.startCursor
        endCursor = range.endCursor
        self.failure = failure
    }
}
