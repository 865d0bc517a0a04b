import WorkflowSpec
import YAMLSyntax

/// A type that generated code declares: a struct, an enum or a typealias.
final class TypeDeclaration {
    enum Kind {
        case record(RecordModel)
        case enumeration(EnumModel)
        case alias(SwiftType)
    }

    let name: String
    /// As seen from the workflow's scope: `Input.Address`.
    let path: String
    let isDefinition: Bool
    let schema: Schema
    var kind: Kind
    /// Whether `null` may stand where this type is referred to.
    var isNullable = false
    /// An alias that leads back to itself: Swift has no such typealias, so inside aliases it is `JSONValue`.
    var isRecursiveAlias = false
    /// What a typealias stands for through all others, once all are known.
    var aliasEnd: SwiftType?
    /// Types declared inside, in the order they are met.
    var nested: [TypeDeclaration] = []

    init(name: String, path: String, isDefinition: Bool = false, schema: Schema, kind: Kind) {
        self.name = name
        self.path = path
        self.isDefinition = isDefinition
        self.schema = schema
        self.kind = kind
    }

    var record: RecordModel? {
        if case .record(let model) = kind { return model }
        return nil
    }

    var enumeration: EnumModel? {
        if case .enumeration(let model) = kind { return model }
        return nil
    }

    var alias: SwiftType? {
        if case .alias(let type) = kind { return type }
        return nil
    }
}

/// An object schema as a struct.
final class RecordModel {
    var properties: [PropertyModel] = []
    /// The member for what no property takes, when the schema asks for one.
    var additional: PropertyModel?
    /// Every name in the struct's scope.
    var names = NameScope()
}

/// A stored property.
struct PropertyModel {
    /// The name in JSON, as a Swift literal.
    var key: String
    var wireName: String
    var unescapedName: String
    /// The Swift name, in backticks where needed.
    var name: String
    var schema: Schema
    var type: SwiftType
    var isRequired: Bool
    var isNullable: Bool
    /// The value when absent and the initializer's default.
    var defaultValue: DefaultValue?
    /// Set when the property is computed over this stored one: because a struct cannot contain itself, or so that generated code can
    /// use a deprecated property without a warning.
    var storage: String?
    var isBoxed = false

    /// Absent or null is nil, unless a default stands in for absent.
    var isOptional: Bool { isNullable || (!isRequired && defaultValue == nil) }

    var swiftType: SwiftType { isOptional ? .optional(type) : type }

    /// The label where the initializer is called.
    var label: String { SwiftWords.label(unescapedName) }

    /// How generated code in the same file gets the value, without a warning that it is deprecated.
    var valuePath: String {
        guard let storage else { return name }
        return isBoxed ? storage + ".value" : storage
    }
}

/// A closed or open set of strings.
final class EnumModel {
    struct Case {
        var name: String
        var value: String
        /// The value as a Swift literal.
        var literal: String
    }

    var cases: [Case]
    /// Unknown values are kept in a case of their own.
    let isExtensible: Bool

    init(cases: [Case], isExtensible: Bool) {
        self.cases = cases
        self.isExtensible = isExtensible
    }
}
