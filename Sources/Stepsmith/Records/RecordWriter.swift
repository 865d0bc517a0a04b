/// Writes a record's properties under their wire names, to JSON or to any `Encoder`.
///
/// Every method throws `RecordError` with the property's JSON Pointer for a value that JSON cannot hold,
/// `EncodingError` to an encoder.
public struct RecordWriter {
    enum Target {
        case json
        /// Names that Swift calls equal count as one here: most encoders would lose all but the last of them.
        case keyed(KeyedEncodingContainer<RecordKey>, names: Set<String>)
    }
    private var target: Target
    /// What was written so far, when writing JSON.
    private(set) var object = JSONObject()
    /// Levels of arrays and objects around a property's value.
    private let depth: Int

    init(depth: Int) {
        target = .json
        self.depth = depth
    }

    init(_ container: KeyedEncodingContainer<RecordKey>) {
        target = .keyed(container, names: [])
        depth = 1
    }

    // MARK: Properties that are always written

    public mutating func string(_ key: String, _ value: String) throws { try write(key, .string(value)) }
    public mutating func int(_ key: String, _ value: Int) throws { try write(key, .integer(value)) }
    public mutating func bool(_ key: String, _ value: Bool) throws { try write(key, .bool(value)) }

    public mutating func double(_ key: String, _ value: Double) throws {
        if value.isFinite { try write(key, .number(value)) } else { try self.value(key, value) }
    }

    public mutating func value<T: RecordValue>(_ key: String, _ value: T) throws {
        do {
            try write(key, try value.json(below: depth))
        } catch let error as RecordError {
            throw failure(error, key, value)
        }
    }

    // MARK: Optional properties: nothing is written for nil

    public mutating func optionalString(_ key: String, _ value: String?) throws {
        if let value { try string(key, value) }
    }
    public mutating func optionalInt(_ key: String, _ value: Int?) throws { if let value { try int(key, value) } }
    public mutating func optionalDouble(_ key: String, _ value: Double?) throws {
        if let value { try double(key, value) }
    }
    public mutating func optionalBool(_ key: String, _ value: Bool?) throws { if let value { try bool(key, value) } }

    public mutating func optional<T: RecordValue>(_ key: String, _ value: T?) throws {
        if let value { try self.value(key, value) }
    }

    /// Required but nullable: nil is written as `null`.
    public mutating func nullable<T: RecordValue>(_ key: String, _ value: T?) throws {
        if let value {
            try self.value(key, value)
        } else {
            try write(key, .null)
        }
    }

    /// Optional members that nil stands for `null` in. One that has a value was written as that.
    public mutating func nulls(_ members: NullMembers, among keys: [String]) throws {
        if members.isEmpty { return }
        for key in keys where members.contains(key) && !isWritten(key) { try write(key, .null) }
    }

    /// Members beside the properties, in the order of their keys. Throws for the name of a property that was written.
    public mutating func additional<T: RecordValue>(_ members: [String: T]) throws {
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            if isWritten(key) { throw failure(.propertyName, key, value) }
            try self.value(key, value)
        }
    }

    // MARK: Members

    private func isWritten(_ key: String) -> Bool {
        switch target {
        case .json: return object[key] != nil
        case .keyed(_, let names): return names.contains(key)
        }
    }

    private mutating func write(_ key: String, _ value: JSONValue) throws {
        switch target {
        case .json: object[key] = value
        case .keyed(var container, var names):
            try container.encode(value, forKey: RecordKey(key))
            names.insert(key)
            target = .keyed(container, names: names)
        }
    }

    private func failure(_ error: RecordError, _ key: String, _ value: Any) -> any Error {
        let error = error.under(key)
        guard case .keyed(let container, _) = target else { return error }
        return EncodingError.invalidValue(
            value,
            EncodingError.Context(
                codingPath: container.codingPath + [RecordKey(key)], debugDescription: error.description))
    }
}
