import WorkflowSpec
import YAMLSyntax

/// Which Swift type a schema asks for, before any name is chosen.
enum SchemaShape {
    case anything
    case reference(Schema.Reference)
    /// A choice between schemas of different types.
    case union(Alternatives)
    /// The type of another schema, and perhaps null.
    case same(Schema, isNullable: Bool)
    case stringEnum([String])
    case string, date, uuid, data
    case int, int32, int64
    case double
    case bool
    case array
    case record
    case map(Schema)
    case object

    init(_ schema: Schema) {
        let keywords = schema.keywords
        if schema.boolean != nil {
            self = .anything
        } else if let reference = keywords.reference {
            self = .reference(reference)
        } else if let strings = SchemaShape.closedStrings(schema) {
            self = .stringEnum(strings)
        } else if let type = schema.soleType {
            self = SchemaShape.typed(type, schema)
        } else {
            self = .anything
        }
    }

    private static func typed(_ type: JSONType, _ schema: Schema) -> SchemaShape {
        let keywords = schema.keywords
        switch type {
        case .null: return .anything
        case .boolean: return .bool
        case .number: return .double
        case .array: return .array
        case .object: return object(schema)
        case .integer:
            switch keywords.format?.value {
            case "int32": return .int32
            case "int64": return .int64
            default: return .int
            }
        case .string:
            // A value of these types is written in one way, which might break a rule about its text.
            if keywords.pattern != nil || keywords.minLength != nil || keywords.maxLength != nil { return .string }
            if keywords.constant != nil || keywords.enumeration != nil { return .string }
            switch keywords.format?.value {
            case "date-time": return .date
            case "uuid": return .uuid
            case "byte": return .data
            default: return .string
            }
        }
    }

    private static func object(_ schema: Schema) -> SchemaShape {
        if !schema.keywords.properties.isEmpty { return .record }
        let patterns = schema.applicators?.patternProperties ?? []
        switch schema.keywords.additionalProperties {
        case .schema(let values): return patterns.isEmpty ? .map(values) : .object
        case .forbidden: return patterns.count == 1 ? .map(patterns[0].schema) : .object
        case .unspecified, .allowed: return .object
        }
    }

    /// The strings of `enum` or `const`, when apart from `null` there is nothing else and Swift can tell them apart.
    static func closedStrings(_ schema: Schema) -> [String]? {
        let keywords = schema.keywords
        guard schema.allows(.string) else { return nil }
        guard let nodes = keywords.constant.map({ [$0] }) ?? keywords.enumeration else { return nil }
        var strings: [String] = []
        var seen: Set<String> = []
        for node in nodes {
            if case .null? = node.value { continue }
            guard let string = node.string else { return nil }
            if seen.insert(string).inserted {
                strings.append(string)
            } else if !strings.contains(where: { $0.utf8.elementsEqual(string.utf8) }) {
                // Two spellings of one text: a Swift enum would take one for the other.
                return nil
            }
        }
        return strings.isEmpty ? nil : strings
    }
}

extension SchemaShape {
    /// The name of a type that needs no declaration; nil for others.
    var plainName: String? {
        switch self {
        case .anything: return "JSONValue"
        case .string: return "String"
        case .date: return "Date"
        case .uuid: return "UUID"
        case .data: return "Data"
        case .int: return "Int"
        case .int32: return "Int32"
        case .int64: return "Int64"
        case .double: return "Double"
        case .bool: return "Bool"
        case .object: return "JSONObject"
        case .reference, .union, .same, .stringEnum, .array, .record, .map: return nil
        }
    }
}

extension Schema {
    /// Whether `null` satisfies `type`, `enum` and `const`.
    var allowsNull: Bool {
        if let constant = keywords.constant { return constant.value == .null && (keywords.types.isEmpty || isNullable) }
        if let enumeration = keywords.enumeration {
            return (keywords.types.isEmpty || isNullable) && enumeration.contains { $0.value == .null }
        }
        return isNullable
    }
}
