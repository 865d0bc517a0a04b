import WorkflowSpec
import YAMLSyntax

/// Which Swift type a schema asks for, before any name is chosen.
enum SchemaShape {
    case anything
    case reference(String)
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
            self = reference.definition.map { SchemaShape.reference($0) } ?? .anything
        } else if let strings = SchemaShape.closedStrings(schema) {
            self = .stringEnum(strings)
        } else if keywords.types.isEmpty {
            self = SchemaShape.implied(keywords)
        } else if let type = schema.soleType {
            self = SchemaShape.typed(type, keywords)
        } else {
            self = .anything
        }
    }

    private static func typed(_ type: JSONType, _ keywords: Schema.Keywords) -> SchemaShape {
        switch type {
        case .null: return .anything
        case .boolean: return .bool
        case .number: return .double
        case .array: return .array
        case .object: return object(keywords)
        case .integer:
            switch keywords.format?.value {
            case "int32": return .int32
            case "int64": return .int64
            default: return .int
            }
        case .string:
            switch keywords.format?.value {
            case "date-time": return .date
            case "uuid": return .uuid
            case "byte": return .data
            default: return .string
            }
        }
    }

    private static func object(_ keywords: Schema.Keywords) -> SchemaShape {
        if !keywords.properties.isEmpty { return .record }
        if case .schema(let values) = keywords.additionalProperties { return .map(values) }
        return .object
    }

    /// Without `type`, what the other keywords are about is what the author means. Validation still lets other types pass, as JSON
    /// Schema says; reading them fails.
    private static func implied(_ keywords: Schema.Keywords) -> SchemaShape {
        if !keywords.properties.isEmpty { return .record }
        if case .schema(let values) = keywords.additionalProperties { return .map(values) }
        return keywords.items == nil ? .anything : .array
    }

    /// The strings of `enum` or `const`, when apart from `null` there is nothing else and Swift can tell them apart.
    private static func closedStrings(_ schema: Schema) -> [String]? {
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
