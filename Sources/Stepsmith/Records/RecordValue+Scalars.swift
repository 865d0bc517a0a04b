extension String: RecordValue {
    public init(json: JSONValue) throws {
        guard case .string(let value) = json else { throw RecordError(expected: "a string", found: json) }
        self = value
    }
    public func json() -> JSONValue { .string(self) }
}

extension Bool: RecordValue {
    public init(json: JSONValue) throws {
        guard case .bool(let value) = json else { throw RecordError(expected: "a boolean", found: json) }
        self = value
    }
    public func json() -> JSONValue { .bool(self) }
}

extension Int: RecordValue {
    public init(json: JSONValue) throws {
        guard let value = json.intValue else {
            throw RecordError(expected: "an integer of at most 64 bits", found: json)
        }
        self = value
    }
    public func json() -> JSONValue { .integer(self) }
}

extension Int64: RecordValue {
    public init(json: JSONValue) throws { self = Int64(try Int(json: json)) }
    public func json() -> JSONValue { .integer(Int(self)) }
}

extension Int32: RecordValue {
    public init(json: JSONValue) throws {
        guard let value = Int32(exactly: try Int(json: json)) else {
            throw RecordError(expected: "an integer of at most 32 bits", found: "a larger one")
        }
        self = value
    }
    public func json() -> JSONValue { .integer(Int(self)) }
}

extension Double: RecordValue {
    public init(json: JSONValue) throws {
        guard let value = json.doubleValue else { throw RecordError(expected: "a number", found: json) }
        self = value
    }
    public func json() throws -> JSONValue {
        guard isFinite else { throw RecordError(expected: "a finite number", found: isNaN ? "NaN" : "infinity") }
        return .number(self)
    }
}

extension JSONValue: RecordValue {
    public init(json: JSONValue) { self = json }
    public func json() -> JSONValue { self }
}

extension JSONObject: RecordValue {
    public init(json: JSONValue) throws {
        guard case .object(let value) = json else { throw RecordError(expected: "an object", found: json) }
        self = value
    }
    public func json() -> JSONValue { .object(self) }
}

extension Array: RecordValue where Element: RecordValue {
    public init(json: JSONValue) throws {
        guard case .array(let items) = json else { throw RecordError(expected: "an array", found: json) }
        var out: [Element] = []
        out.reserveCapacity(items.count)
        for item in items {
            do {
                out.append(try Element(json: item))
            } catch let error as RecordError {
                throw error.under(String(out.count))
            }
        }
        self = out
    }
    public func json() throws -> JSONValue { try json(below: 0) }

    public func json(below depth: Int) throws -> JSONValue {
        if depth >= JSONLimits.recordLevels { throw RecordError.tooDeep }
        var out: [JSONValue] = []
        out.reserveCapacity(count)
        for item in self {
            do {
                out.append(try item.json(below: depth + 1))
            } catch let error as RecordError {
                throw error.under(String(out.count))
            }
        }
        return .array(out)
    }
}

extension Dictionary: RecordValue where Key == String, Value: RecordValue {
    public init(json: JSONValue) throws {
        guard case .object(let object) = json else { throw RecordError(expected: "an object", found: json) }
        var out: [String: Value] = [:]
        out.reserveCapacity(object.count)
        for (key, value) in object {
            do {
                if out.updateValue(try Value(json: value), forKey: key) != nil { throw RecordError.equivalentName }
            } catch let error as RecordError {
                throw error.under(key)
            }
        }
        self = out
    }
    public func json() throws -> JSONValue { try json(below: 0) }

    public func json(below depth: Int) throws -> JSONValue {
        if depth >= JSONLimits.recordLevels { throw RecordError.tooDeep }
        var out = JSONObject()
        for (key, value) in sorted(by: { $0.key < $1.key }) {
            do {
                out[key] = try value.json(below: depth + 1)
            } catch let error as RecordError {
                throw error.under(key)
            }
        }
        return .object(out)
    }
}

/// Null and absent are one: `Optional` as an array's item or a map's value reads and writes `null`.
extension Optional: RecordValue where Wrapped: RecordValue {
    public init(json: JSONValue) throws {
        if json.isNull { self = nil } else { self = try Wrapped(json: json) }
    }
    public func json() throws -> JSONValue { try json(below: 0) }

    public func json(below depth: Int) throws -> JSONValue {
        switch self {
        case .none: return .null
        case .some(let value): return try value.json(below: depth)
        }
    }
}
