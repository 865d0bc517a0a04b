/// How far a step has come, saved while it runs: a later attempt goes on from here.
public struct Checkpoint: Sendable, Equatable {
    /// Where to go on; what it means is the handler's affair.
    public var cursor: JSONValue
    /// How many items of the range are done.
    public var itemsProcessed: Int
    /// What the step has gathered so far; null for nothing.
    public var accumulated: JSONValue

    public init(cursor: JSONValue, itemsProcessed: Int, accumulated: JSONValue = .null) {
        self.cursor = cursor
        self.itemsProcessed = itemsProcessed
        self.accumulated = accumulated
    }

    /// The cursor as this type. Throws `RecordError` when it does not read as one.
    public func cursor<Value: RecordValue>(as type: Value.Type) throws -> Value { try Value(json: cursor) }

    /// What was gathered, as this type. Throws `RecordError` when it does not read as one.
    public func accumulated<Value: RecordValue>(as type: Value.Type) throws -> Value { try Value(json: accumulated) }
}

extension Checkpoint: Record {
    public init(from r: RecordReader) throws {
        cursor = try r.value("cursor")
        itemsProcessed = try r.int("items_processed")
        accumulated = try r.value("accumulated")
    }

    public func write(to w: inout RecordWriter) throws {
        try w.value("cursor", cursor)
        try w.int("items_processed", itemsProcessed)
        try w.value("accumulated", accumulated)
    }

    public static func validate(_ value: JSONValue, _ v: inout Validation) {
        guard let o = v.object(value) else { return }
        for name in ["cursor", "items_processed", "accumulated"] { v.required(o, name) }
        if let m = v.member(o, "items_processed") { v.integer(m) }
    }
}
