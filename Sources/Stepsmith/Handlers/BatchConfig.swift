/// What the analyzer of a batch gives back: how many items there are, and its own result.
///
/// The items are cut into ranges of `batchSize`, the last one short, and each range becomes a step of its own. A
/// `max_workers` of the spec is kept by enlarging the ranges.
public struct BatchConfig<Result: Sendable>: Sendable {
    /// How many items there are to share out; 0 makes no workers.
    public var totalItems: Int
    /// Items per range; nil for the `batch_size` of the spec. Must be positive.
    public var batchSize: Int?
    /// The analyzer's own result, for the steps that depend on it.
    public var result: Result

    /// - Parameter totalItems: 0 means that there is nothing to do: no worker runs, and what waits for them gets no
    ///   results. A negative number fails the step for good.
    public init(totalItems: Int, batchSize: Int? = nil, result: Result) {
        self.totalItems = totalItems
        self.batchSize = batchSize
        self.result = result
    }

    /// There is nothing to do.
    public static func noBatches(_ result: Result) -> BatchConfig { BatchConfig(totalItems: 0, result: result) }
}

extension BatchConfig where Result == JSONObject {
    public init(totalItems: Int, batchSize: Int? = nil) {
        self.init(totalItems: totalItems, batchSize: batchSize, result: JSONObject())
    }

    /// There is nothing to do, and nothing to say of it.
    public static var noBatches: BatchConfig { BatchConfig(totalItems: 0) }
}
