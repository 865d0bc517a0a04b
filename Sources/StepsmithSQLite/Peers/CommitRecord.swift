import Stepsmith

/// What a transaction has changed, as other processes read it: for each run its number, what kind of change, and which steps.
struct CommitRecord {
    struct Change {
        var run: Int
        /// How many entries its history has now.
        var historyCount = 0
        var isWhole = false
        var isCancelled = false
        /// Of steps, in the file.
        var positions: [Int32] = []
    }

    var changes: [Change] = []

    /// With more steps than this it is cheaper to read the whole run.
    private static let limit = 256

    init() {}

    init(_ touched: [TouchedRun], cancelled: [RunID]) {
        changes.reserveCapacity(touched.count)
        for touched in touched {
            var change = Change(run: touched.run.number, historyCount: touched.run.historyCount, isWhole: touched.isWhole)
            change.isCancelled = !cancelled.isEmpty && cancelled.contains(touched.run.id)
            if touched.positions.count > CommitRecord.limit { change.isWhole = true }
            if !change.isWhole { change.positions = touched.positions }
            changes.append(change)
        }
    }

    // MARK: Bytes: all numbers little-endian

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func append(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        for change in changes {
            append(Int64(change.run))
            append(Int64(change.historyCount))
            append(UInt8((change.isWhole ? 1 : 0) | (change.isCancelled ? 2 : 0)))
            append(UInt16(change.positions.count))
            for position in change.positions { append(position) }
        }
        return bytes
    }

    init(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        func next<Value: FixedWidthInteger>(_: Value.Type) throws -> Value {
            let size = MemoryLayout<Value>.size
            guard rest.count >= size else { throw DamagedFile("a record of a commit is cut short") }
            defer { rest = rest.dropFirst(size) }
            return rest.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(as: Value.self)) }
        }
        while !rest.isEmpty {
            var change = Change(run: Int(try next(Int64.self)))
            change.historyCount = Int(try next(Int64.self))
            let flags = try next(UInt8.self)
            change.isWhole = flags & 1 != 0
            change.isCancelled = flags & 2 != 0
            for _ in 0..<(try next(UInt16.self)) { change.positions.append(try next(Int32.self)) }
            changes.append(change)
        }
    }
}
