/// What Swift type a schema becomes, as far as a handler can tell: the mapping of spec-format.md without its names.
enum SwiftKind: Equatable {
    case anything, string, date, uuid, data, int, int32, int64, double, bool, object, enumeration, record, union
    indirect case array(SwiftKind), map(SwiftKind)
    case named(String)

    init(_ schema: CanonicalSchema) {
        if let name = schema.reference {
            self = .named(name)
        } else if schema.boolean != nil {
            self = .anything
        } else if schema.applied?["anyOf"] != nil || schema.applied?["oneOf"] != nil {
            self = .union
        } else if SwiftKind.isClosedText(schema) {
            self = .enumeration
        } else {
            let types = (schema.types ?? []).filter { $0 != "null" }
            if types.count == 1 {
                self = SwiftKind.typed(types[0], schema)
            } else {
                // Without one `type`, values of any may come.
                self = .anything
            }
        }
    }

    private static func isClosedText(_ schema: CanonicalSchema) -> Bool {
        guard let values = schema.constant.map({ [$0] }) ?? schema.enumeration else { return false }
        let others = values.filter { $0 != "null" }
        return !others.isEmpty && others.allSatisfy { $0.hasPrefix("\"") }
            && (schema.types == nil || schema.types?.contains("string") == true)
    }

    private static func typed(_ type: String, _ schema: CanonicalSchema) -> SwiftKind {
        switch (type, schema.format) {
        case ("boolean", _): return .bool
        case ("number", _): return .double
        case ("integer", "int32"?): return .int32
        case ("integer", "int64"?): return .int64
        case ("integer", _): return .int
        case ("string", "date-time"?): return .date
        case ("string", "uuid"?): return .uuid
        case ("string", "byte"?): return .data
        case ("string", _): return .string
        case ("array", _): return .array(schema.items.map(SwiftKind.init) ?? .anything)
        case ("object", _): return object(schema)
        default: return .anything
        }
    }

    private static func object(_ schema: CanonicalSchema) -> SwiftKind {
        if schema.properties != nil { return .record }
        if let values = schema.additional, values.boolean == nil { return .map(SwiftKind(values)) }
        return .object
    }
}
