internal import DequeModule

/// A batch of a run in memory: its workers' rows follow those of the definition.
struct InMemoryBatch {
    /// The mould's position.
    let mould: Int
    /// The position of the first worker.
    let first: Int
    var group: BatchGroup
    /// The positions of workers that were set aside, and of those that were withdrawn, those first that were first. Some
    /// may have left since.
    var aside: Deque<Int> = []
    var withdrawn: Deque<Int> = []

    var positions: Range<Int> { first..<(first + group.ranges.count) }
}
