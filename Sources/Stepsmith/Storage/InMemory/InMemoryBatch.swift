/// A batch of a run in memory: its workers' rows follow those of the definition.
struct InMemoryBatch {
    /// The mould's position.
    let mould: Int
    /// The position of the first worker.
    let first: Int
    var group: BatchGroup

    var positions: Range<Int> { first..<(first + group.ranges.count) }
}
