/// Reads a record's properties by their wire names, from JSON or from any `Decoder`.
///
/// One concrete method per common type, so that generated code costs the type checker little. When a value is missing
/// or has another type, every method throws `RecordError` with the property's JSON Pointer, or `DecodingError` from a
/// decoder.
public struct RecordReader {
    enum Source {
        case json(JSONObject)
        case keyed(KeyedDecodingContainer<RecordKey>)
    }
    let source: Source

    init(_ object: JSONObject) { source = .json(object) }
    init(_ container: KeyedDecodingContainer<RecordKey>) { source = .keyed(container) }

    // MARK: Required properties

    /// A member that must be there. Throws `RecordError` when it is missing or of another type, as all of these do.
    public func string(_ key: String) throws -> String {
        if case .keyed(let container) = source { return try container.decode(String.self, forKey: RecordKey(key)) }
        if case .string(let value)? = try member(key) { return value }
        return try value(key)
    }

    public func int(_ key: String) throws -> Int {
        if case .keyed(let container) = source { return try container.decode(Int.self, forKey: RecordKey(key)) }
        if case .integer(let value)? = try member(key) { return value }
        return try value(key)
    }

    public func double(_ key: String) throws -> Double {
        if case .keyed(let container) = source { return try container.decode(Double.self, forKey: RecordKey(key)) }
        if case .number(let value)? = try member(key) { return value }
        return try value(key)
    }

    public func bool(_ key: String) throws -> Bool {
        if case .keyed(let container) = source { return try container.decode(Bool.self, forKey: RecordKey(key)) }
        if case .bool(let value)? = try member(key) { return value }
        return try value(key)
    }

    /// A property of any type, which must be there.
    public func value<T: RecordValue>(_ key: String, as type: T.Type = T.self) throws -> T {
        guard let json = try member(key) else { throw missing(key) }
        return try read(json, key)
    }

    // MARK: Optional properties: nil when absent or null

    public func optionalString(_ key: String) throws -> String? { try has(key) ? string(key) : nil }
    public func optionalInt(_ key: String) throws -> Int? { try has(key) ? int(key) : nil }
    public func optionalDouble(_ key: String) throws -> Double? { try has(key) ? double(key) : nil }
    public func optionalBool(_ key: String) throws -> Bool? { try has(key) ? bool(key) : nil }

    /// A property of any type, nil when absent or null.
    public func optional<T: RecordValue>(_ key: String, as type: T.Type = T.self) throws -> T? {
        guard let json = try member(key), !json.isNull else { return nil }
        return try read(json, key)
    }

    /// The members that no property takes, for a schema with `additionalProperties` beside `properties`.
    public func additional<T: RecordValue>(except known: [String], as type: T.Type = T.self) throws -> [String: T] {
        var out: [String: T] = [:]
        for key in keys where !known.contains(where: { $0.hasSameScalars(as: key) }) {
            guard let json = try member(key) else { continue }
            // A dictionary's keys are equal when they are canonically equivalent, JSON's are not.
            if out.updateValue(try read(json, key), forKey: key) != nil {
                throw failure(.equivalentName, key)
            }
        }
        return out
    }

    // MARK: Members

    private var keys: [String] {
        switch source {
        case .json(let object): return object.keys
        case .keyed(let container): return container.allKeys.map { $0.stringValue }
        }
    }

    /// Whether the member is there and not `null`.
    private func has(_ key: String) throws -> Bool {
        switch source {
        case .json(let object):
            if let value = object[key] { return !value.isNull }
            return false
        case .keyed(let container):
            let key = RecordKey(key)
            return try container.contains(key) && !container.decodeNil(forKey: key)
        }
    }

    /// The member as JSON, nil when absent. Through a coder too the value goes by way of JSON, so that dates, UUIDs and
    /// data are the strings that the schema says, whatever the coder's own strategies.
    private func member(_ key: String) throws -> JSONValue? {
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
            throw failure(error, key)
        }
    }

    // MARK: Errors, in the terms of the source

    private func missing(_ key: String) -> any Error {
        let error = RecordError(expected: "a value", found: "nothing").under(key)
        guard case .keyed(let container) = source else { return error }
        return DecodingError.keyNotFound(
            RecordKey(key), DecodingError.Context(codingPath: container.codingPath, debugDescription: error.description)
        )
    }

    private func failure(_ error: RecordError, _ key: String) -> any Error {
        let error = error.under(key)
        guard case .keyed(let container) = source else { return error }
        return DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: container.codingPath + [RecordKey(key)], debugDescription: error.description))
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
