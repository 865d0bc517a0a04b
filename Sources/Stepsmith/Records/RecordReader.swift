/// Reads a record's properties by their wire names, from JSON or from any `Decoder`.
///
/// One concrete method per common type, so that generated code costs the type checker little. Every method throws
/// `RecordError` with the property's JSON Pointer when the value is missing or has another type.
public struct RecordReader {
    enum Source {
        case json(JSONObject)
        case keyed(KeyedDecodingContainer<RecordKey>)
    }
    let source: Source

    init(_ object: JSONObject) { source = .json(object) }
    init(_ container: KeyedDecodingContainer<RecordKey>) { source = .keyed(container) }

    // MARK: Required properties

    public func string(_ key: String) throws -> String {
        if case .keyed(let container) = source { return try container.decode(String.self, forKey: RecordKey(key)) }
        return try value(key)
    }
    public func int(_ key: String) throws -> Int {
        if case .keyed(let container) = source { return try container.decode(Int.self, forKey: RecordKey(key)) }
        return try value(key)
    }
    public func double(_ key: String) throws -> Double {
        if case .keyed(let container) = source { return try container.decode(Double.self, forKey: RecordKey(key)) }
        return try value(key)
    }
    public func bool(_ key: String) throws -> Bool {
        if case .keyed(let container) = source { return try container.decode(Bool.self, forKey: RecordKey(key)) }
        return try value(key)
    }

    /// A property of any type, which must be there.
    public func value<T: RecordValue>(_ key: String, as type: T.Type = T.self) throws -> T {
        guard let json = try json(key) else { throw RecordError(expected: "a value", found: "nothing").under(key) }
        return try read(json, key)
    }

    // MARK: Optional properties: nil when absent or null

    public func optionalString(_ key: String) throws -> String? { try optional(key) }
    public func optionalInt(_ key: String) throws -> Int? { try optional(key) }
    public func optionalDouble(_ key: String) throws -> Double? { try optional(key) }
    public func optionalBool(_ key: String) throws -> Bool? { try optional(key) }

    /// A property of any type, nil when absent or null.
    public func optional<T: RecordValue>(_ key: String, as type: T.Type = T.self) throws -> T? {
        guard let json = try json(key), !json.isNull else { return nil }
        return try read(json, key)
    }

    /// Through a coder too the value goes by way of JSON, so that dates, UUIDs and data are the strings that the schema says, whatever
    /// the coder's own strategies.
    private func json(_ key: String) throws -> JSONValue? {
        switch source {
        case .json(let object): return object[key]
        case .keyed(let container):
            let key = RecordKey(key)
            guard container.contains(key) else { return nil }
            return try container.decode(JSONValue.self, forKey: key)
        }
    }

    private func read<T: RecordValue>(_ json: JSONValue, _ key: String) throws -> T {
        do {
            return try T(json: json)
        } catch let error as RecordError {
            throw error.under(key)
        }
    }

    /// The members that no property takes, for a schema with `additionalProperties` beside `properties`.
    public func additional<T: RecordValue>(except known: [String], as type: T.Type = T.self) throws -> [String: T] {
        var out: [String: T] = [:]
        switch source {
        case .json(let object):
            for (key, json) in object where !known.contains(key) { out[key] = try read(json, key) }
        case .keyed(let container):
            for key in container.allKeys where !known.contains(key.stringValue) {
                out[key.stringValue] = try read(container.decode(JSONValue.self, forKey: key), key.stringValue)
            }
        }
        return out
    }
}

/// A coding key that is any string.
struct RecordKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ string: String) { stringValue = string }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Record {
    public init(from decoder: any Decoder) throws {
        try self.init(from: RecordReader(try decoder.container(keyedBy: RecordKey.self)))
    }

    public func encode(to encoder: any Encoder) throws {
        var writer = RecordWriter(encoder.container(keyedBy: RecordKey.self))
        try write(to: &writer)
    }
}
