internal import DequeModule

/// A batch of a run in memory: its workers' rows follow those of the definition.
package struct InMemoryBatch: Sendable {
    /// The mould's position.
    package let mould: Int
    /// The position of the first worker.
    package let first: Int
    package var group: BatchGroup
    /// The positions of workers that were set aside, and of those that were withdrawn, those first that were first. Some
    /// may have left since.
    var aside: Deque<Int> = []
    var withdrawn: Deque<Int> = []

    package init(mould: Int, first: Int, group: BatchGroup) {
        self.mould = mould
        self.first = first
        self.group = group
    }

    var positions: Range<Int> { first..<(first + group.ranges.count) }
}
