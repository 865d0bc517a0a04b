/// How the items of a batch are cut into ranges of equal size, the last one short.
public struct BatchRanges: Sendable, Hashable {
    public let totalItems: Int
    /// Items per range.
    public let size: Int
    /// How many ranges.
    public let count: Int

    /// A batch of more ranges is refused.
    public static let limit = 1_000_000

    public init(totalItems: Int, size: Int, count: Int) {
        self.totalItems = totalItems
        self.size = size
        self.count = count
    }

    /// Nil for a negative number of items, and for ranges of no items.
    ///
    /// - Parameter maxWorkers: kept by enlarging the ranges; nil means no limit.
    init?(cutting totalItems: Int, by size: Int, maxWorkers: Int?) {
        guard totalItems >= 0, size > 0 else { return nil }
        var size = size
        var count = BatchRanges.quotient(totalItems, size)
        if let maxWorkers, maxWorkers > 0, count > maxWorkers {
            size = BatchRanges.quotient(totalItems, maxWorkers)
            count = BatchRanges.quotient(totalItems, size)
        }
        self.init(totalItems: totalItems, size: size, count: count)
    }

    /// Rounded up.
    private static func quotient(_ a: Int, _ b: Int) -> Int { a / b + (a % b == 0 ? 0 : 1) }

    /// - Parameter index: in 0..<count.
    public subscript(index: Int) -> BatchRange {
        let start = index * size
        return BatchRange(
            index: index, count: count, startCursor: start, endCursor: index == count - 1 ? totalItems : start + size,
            batchSize: size)
    }
}

/// One range of a batch.
public struct BatchRange: Sendable, Hashable {
    /// From 0.
    public let index: Int
    /// How many ranges the batch has.
    public let count: Int
    /// Inclusive.
    public let startCursor: Int
    /// Exclusive.
    public let endCursor: Int
    /// Items per range, the last one excepted.
    public let batchSize: Int

    public init(index: Int, count: Int, startCursor: Int, endCursor: Int, batchSize: Int) {
        self.index = index
        self.count = count
        self.startCursor = startCursor
        self.endCursor = endCursor
        self.batchSize = batchSize
    }

    /// The name of the step that works on it: the mould's with the range's number from 1, of three digits or more.
    public func stepName(of mould: String) -> String {
        let number = String(index + 1)
        return mould + "_" + String(repeating: "0", count: max(0, 3 - number.utf8.count)) + number
    }
}
