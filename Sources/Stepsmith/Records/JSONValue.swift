/// Any JSON value. Integers that fit in 64 bits are kept exactly; every other number is a `Double`.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

// Values are as deep as `JSONLimits.levels`, and stacks are small: what recurses does so with loops of its own in small
// functions.

extension JSONValue: Equatable {
    /// JSON equality: `1` equals `1.0`, strings are compared by scalars, and the order of an object's members does not
    /// matter.
    public static func == (a: JSONValue, b: JSONValue) -> Bool {
        switch (a, b) {
        case (.array(let x), .array(let y)): return equal(x, y)
        case (.object(let x), .object(let y)): return x == y
        default: return scalarsEqual(a, b)
        }
    }

    private static func equal(_ a: [JSONValue], _ b: [JSONValue]) -> Bool {
        if a.count != b.count { return false }
        var index = 0
        while index < a.count {
            if a[index] != b[index] { return false }
            index += 1
        }
        return true
    }

    private static func scalarsEqual(_ a: JSONValue, _ b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): return true
        case (.bool(let x), .bool(let y)): return x == y
        case (.integer(let x), .integer(let y)): return x == y
        case (.number(let x), .number(let y)): return x == y
        case (.integer(let x), .number(let y)), (.number(let y), .integer(let x)): return Int(exactly: y) == x
        case (.string(let x), .string(let y)): return x.hasSameScalars(as: y)
        default: return false
        }
    }
}

extension JSONValue: Hashable {
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .array(let x):
            hasher.combine(x.count)
            for item in x { item.hash(into: &hasher) }
        case .object(let x): x.hash(into: &hasher)
        default: hashScalar(&hasher)
        }
    }

    private func hashScalar(_ hasher: inout Hasher) {
        switch self {
        case .bool(let x): hasher.combine(x)
        case .integer(let x): hasher.combine(x)
        case .number(let x):
            if let exact = Int(exactly: x) { hasher.combine(exact) } else { hasher.combine(x) }
        case .string(let x): hasher.combine(x)
        case .null, .array, .object: hasher.combine(0)
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }
}

extension JSONValue {
    public var isNull: Bool {
        if case .null = self { return true }
        return false
    }
    public var stringValue: String? {
        if case .string(let value) = self { return value }
        return nil
    }
    public var boolValue: Bool? {
        if case .bool(let value) = self { return value }
        return nil
    }
    /// The value as a 64-bit integer, `1.0` included; nil when it is not one or does not fit.
    public var intValue: Int? {
        switch self {
        case .integer(let value): return value
        case .number(let value): return Int(exactly: value)
        default: return nil
        }
    }
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): return Double(value)
        case .number(let value): return value
        default: return nil
        }
    }
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { return value }
        return nil
    }
    public var objectValue: JSONObject? {
        if case .object(let value) = self { return value }
        return nil
    }
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// What kind of JSON this is, for messages: the shape of a value, never the value.
    public var shape: String {
        switch self {
        case .null: return "null"
        case .bool: return "a boolean"
        case .integer: return "an integer"
        case .number: return "a number"
        case .string(let value):
            let count = value.unicodeScalars.count
            return "a string of \(count) character\(count == 1 ? "" : "s")"
        case .array(let value): return "an array of \(value.count) item\(value.count == 1 ? "" : "s")"
        case .object(let value): return "an object with \(value.count) member\(value.count == 1 ? "" : "s")"
        }
    }
}
