/// Writes a record's properties under their wire names, to JSON or to any `Encoder`.
public struct RecordWriter {
    enum Target {
        case json
        case keyed(KeyedEncodingContainer<RecordKey>)
    }
    var target: Target
    /// What was written so far, when writing JSON.
    var object = JSONObject()

    init() { target = .json }
    init(_ container: KeyedEncodingContainer<RecordKey>) { target = .keyed(container) }

    // MARK: Properties that are always written

    public mutating func string(_ key: String, _ value: String) throws { try json(key, .string(value)) }
    public mutating func int(_ key: String, _ value: Int) throws { try json(key, .integer(value)) }
    public mutating func double(_ key: String, _ value: Double) throws { try self.value(key, value) }
    public mutating func bool(_ key: String, _ value: Bool) throws { try json(key, .bool(value)) }

    public mutating func value<T: RecordValue>(_ key: String, _ value: T) throws {
        do {
            try json(key, try value.json())
        } catch let error as RecordError {
            throw error.under(key)
        }
    }

    private mutating func json(_ key: String, _ value: JSONValue) throws {
        switch target {
        case .json: object[key] = value
        case .keyed(var container):
            try container.encode(value, forKey: RecordKey(key))
            target = .keyed(container)
        }
    }

    // MARK: Optional properties: nothing is written for nil

    public mutating func optionalString(_ key: String, _ value: String?) throws { try optional(key, value) }
    public mutating func optionalInt(_ key: String, _ value: Int?) throws { try optional(key, value) }
    public mutating func optionalDouble(_ key: String, _ value: Double?) throws { try optional(key, value) }
    public mutating func optionalBool(_ key: String, _ value: Bool?) throws { try optional(key, value) }

    public mutating func optional<T: RecordValue>(_ key: String, _ value: T?) throws {
        if let value { try self.value(key, value) }
    }

    /// Required but nullable: nil is written as `null`.
    public mutating func nullable<T: RecordValue>(_ key: String, _ value: T?) throws {
        if let value {
            try self.value(key, value)
        } else {
            try json(key, .null)
        }
    }

    /// Members beside the properties, in the order of their keys.
    public mutating func additional<T: RecordValue>(_ members: [String: T]) throws {
        for (key, value) in members.sorted(by: { $0.key < $1.key }) { try self.value(key, value) }
    }
}
