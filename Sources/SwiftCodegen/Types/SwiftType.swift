/// A Swift type as generated code spells it.
indirect enum SwiftType {
    case string, int, int32, int64, double, bool, date, uuid, data
    case jsonValue, jsonObject
    case array(SwiftType)
    case map(SwiftType)
    case optional(SwiftType)
    case named(TypeDeclaration)

    /// Date, UUID and Data come from Foundation, which is imported only when one of them appears.
    var needsFoundation: Bool {
        switch self {
        case .date, .uuid, .data: return true
        case .array(let element), .map(let element), .optional(let element): return element.needsFoundation
        default: return false
        }
    }

    /// The type behind a typealias.
    var resolved: SwiftType {
        var type = self
        while case .named(let declaration) = type, case .alias(let underlying) = declaration.kind {
            type = declaration.aliasEnd ?? underlying
        }
        return type
    }

    /// The record or enum that this is, through typealiases.
    var declaration: TypeDeclaration? {
        if case .named(let declaration) = resolved { return declaration }
        return nil
    }

    func spelled(_ name: (TypeDeclaration) -> String) -> String {
        switch self {
        case .string: return "String"
        case .int: return "Int"
        case .int32: return "Int32"
        case .int64: return "Int64"
        case .double: return "Double"
        case .bool: return "Bool"
        case .date: return "Date"
        case .uuid: return "UUID"
        case .data: return "Data"
        case .jsonValue: return "JSONValue"
        case .jsonObject: return "JSONObject"
        case .array(let element): return "[" + element.spelled(name) + "]"
        case .map(let element): return "[String: " + element.spelled(name) + "]"
        case .optional(let wrapped): return wrapped.spelled(name) + "?"
        case .named(let declaration): return name(declaration)
        }
    }

    /// Equal for types that Swift takes for one.
    var spelledThroughAliases: String {
        spelled { (declaration: TypeDeclaration) -> String in
            declaration.alias.map { $0.spelledThroughAliases } ?? declaration.path
        }
    }

    /// As seen from the workflow's own scope and from its steps'.
    var spelledInWorkflow: String { spelled { $0.path } }
}

/// What a place in the spec holds: the type, and whether `null` may stand there too.
struct TypeUse {
    var type: SwiftType
    var isNullable = false

    var swiftType: SwiftType { isNullable ? .optional(type) : type }
}

extension SwiftType {
    /// Without the optional around it.
    var unwrapped: SwiftType {
        if case .optional(let wrapped) = self { return wrapped.unwrapped }
        return self
    }
}
