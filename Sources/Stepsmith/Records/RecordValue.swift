/// A type that a JSON Schema maps to: records, enums, scalars, and arrays, maps and optionals of them.
public protocol RecordValue: Sendable, Codable, Equatable {
    /// Reads the value. Throws `RecordError` when the JSON has another type or does not fit.
    init(json: JSONValue) throws
    /// The value as JSON. Throws `RecordError` for a number that JSON cannot hold (infinite or NaN).
    func json() throws -> JSONValue
    /// The same within `depth` levels of arrays and objects, for types that add levels of their own; others leave it to
    /// `json()`. Throws `RecordError` beyond `JSONLimits.recordLevels`, before the recursion that this is can exhaust a stack.
    func json(below depth: Int) throws -> JSONValue
}

extension RecordValue {
    public func json(below depth: Int) throws -> JSONValue { try json() }
}

/// A struct generated from an object schema.
///
/// The two requirements that the generator writes are one line per property; `Codable`, `Equatable` and the conversion
/// to JSON come from extensions, which is what keeps generated code cheap to compile. Two records are equal when they
/// write the same JSON.
public protocol Record: RecordValue {
    init(from reader: RecordReader) throws
    func write(to writer: inout RecordWriter) throws
    /// Checks JSON against the schema that this type was generated from, collecting every failure.
    static func validate(_ value: JSONValue, _ validation: inout Validation)
}

extension Record {
    public init(json: JSONValue) throws {
        guard case .object(let object) = json else {
            throw RecordError(expected: "an object", found: json)
        }
        try self.init(from: RecordReader(object))
    }

    public func json() throws -> JSONValue { try json(below: 0) }

    public func json(below depth: Int) throws -> JSONValue {
        if depth >= JSONLimits.recordLevels { throw RecordError.tooDeep }
        var writer = RecordWriter(depth: depth + 1)
        try write(to: &writer)
        return .object(writer.object)
    }

    /// Checks this value against its schema. Throws `ValidationError` naming every failure.
    public func validate() throws {
        var validation = Validation()
        Self.validate(try json(), &validation)
        try validation.finish()
    }

    public static func == (a: Self, b: Self) -> Bool {
        // Both sides unwritable (NaN) are not equal, as with numbers.
        guard let x = try? a.json(), let y = try? b.json() else { return false }
        return x == y
    }
}

/// A string enum generated from `enum` or `const`.
public protocol RecordEnum: RecordValue, RawRepresentable, Hashable where RawValue == String {}

extension RecordEnum {
    public init(json: JSONValue) throws {
        guard case .string(let raw) = json else { throw RecordError(expected: "a string", found: json) }
        // Canonically equivalent text is other text, and would not be written back as it came.
        guard let value = Self(rawValue: raw), value.rawValue.hasSameScalars(as: raw) else {
            throw RecordError(expected: "one of the values of \(Self.self)", found: json)
        }
        self = value
    }
    public func json() throws -> JSONValue { .string(rawValue) }
}

/// Reading or writing a record failed at one place.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    /// JSON Pointer (RFC 6901) from the record's root; empty for the root itself.
    public var pointer: String
    public var expected: String
    /// The shape of what was found, never the value.
    public var found: String

    public init(pointer: String = "", expected: String, found: String) {
        self.pointer = pointer
        self.expected = expected
        self.found = found
    }

    init(expected: String, found value: JSONValue) { self.init(expected: expected, found: value.shape) }

    /// Two names of one object that a Swift dictionary would take for one.
    static let equivalentName = RecordError(
        expected: "names that differ in more than how Unicode composes them", found: "two such names")
    static let tooDeep = RecordError(expected: "at most \(JSONLimits.recordLevels) levels", found: "more")
    static let propertyName = RecordError(expected: "a name that no property has", found: "the name of a property")

    public var description: String { "at \"\(pointer)\": expected \(expected), found \(found)" }

    /// The same error seen from one level further out.
    func under(_ component: String) -> RecordError {
        RecordError(pointer: "/" + JSONPointer.escape(component) + pointer, expected: expected, found: found)
    }
}

/// JSON Pointer, RFC 6901.
enum JSONPointer {
    /// A name as one component. A very long one is cut: it may come from anyone, and ends up in messages.
    static func escape(_ component: String) -> String {
        if component.utf8.count > 1_000 { return escape(String(component.unicodeScalars.prefix(200)) + "…") }
        guard component.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return component }
        var out = ""
        for scalar in component.unicodeScalars {
            switch scalar {
            case "~": out += "~0"
            case "/": out += "~1"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
