/// A schema with everything in it that decides which values it takes and which Swift type it becomes, and nothing else: no
/// descriptions, no order, no places. Two schemas that say the same are equal.
///
/// As text it is JSON Schema, apart from numbers, values of `enum`, `const` and `default`, which are texts of JSON so that
/// they are the same on every machine, and `file`, which tells a `$ref` to another file apart.
public final class CanonicalSchema: Codable, Sendable {
    /// A schema that is plain `true` or `false`.
    public let boolean: Bool?
    /// What `$ref` leads to: the label of a definition in `CanonicalWorkflow.definitions`.
    public let reference: String?
    /// Sorted; nil when nothing is said.
    public let types: [String]?
    public let properties: [String: CanonicalSchema]?
    public let required: [String]?
    /// `additionalProperties`; a boolean schema where it is one.
    public let additional: CanonicalSchema?
    public let items: CanonicalSchema?
    /// `minLength`, `maxItems` and their like.
    public let counts: [String: Int]?
    /// `minimum`, `multipleOf` and their like, each as a decimal text.
    public let bounds: [String: String]?
    public let isUnique: Bool?
    public let pattern: String?
    public let format: String?
    public let enumeration: [String]?
    public let constant: String?
    public let defaultValue: String?
    public let isExtensible: Bool?
    public let swiftName: String?
    /// By keyword, the schemas of `allOf`, `anyOf`, `oneOf`, `prefixItems`, `not`, `if` and all others that apply schemas.
    public let applied: [String: [CanonicalSchema]]?
    /// By keyword, what other keywords that take names say: `dependentRequired`, and the names of `patternProperties`.
    public let named: [String: [String]]?

    enum CodingKeys: String, CodingKey {
        case boolean, properties, required, items, counts, bounds, pattern, format, applied, named
        case reference = "$ref"
        case types = "type"
        case additional = "additionalProperties"
        case isUnique = "uniqueItems"
        case enumeration = "enum"
        case constant = "const"
        case defaultValue = "default"
        case isExtensible = "x-extensible"
        case swiftName = "x-swift-name"
    }

    init(_ draft: Draft) {
        boolean = draft.boolean
        reference = draft.reference
        types = draft.types.isEmpty ? nil : draft.types.sorted()
        properties = draft.properties.isEmpty ? nil : draft.properties
        required = draft.required.isEmpty ? nil : draft.required.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        additional = draft.additional
        items = draft.items
        counts = draft.counts.isEmpty ? nil : draft.counts
        bounds = draft.bounds.isEmpty ? nil : draft.bounds
        isUnique = draft.isUnique ? true : nil
        pattern = draft.pattern
        format = draft.format
        enumeration = draft.enumeration?.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        constant = draft.constant
        defaultValue = draft.defaultValue
        isExtensible = draft.isExtensible ? true : nil
        swiftName = draft.swiftName
        applied = draft.applied.isEmpty ? nil : draft.applied
        named = draft.named.isEmpty ? nil : draft.named
    }

    /// What a schema is made of.
    struct Draft {
        var boolean: Bool?
        var reference: String?
        var types: Set<String> = []
        var properties: [String: CanonicalSchema] = [:]
        var required: Set<String> = []
        var additional: CanonicalSchema?
        var items: CanonicalSchema?
        var counts: [String: Int] = [:]
        var bounds: [String: String] = [:]
        var isUnique = false
        var pattern: String?
        var format: String?
        var enumeration: Set<String>?
        var constant: String?
        var defaultValue: String?
        var isExtensible = false
        var swiftName: String?
        var applied: [String: [CanonicalSchema]] = [:]
        var named: [String: [String]] = [:]
    }
}

extension CanonicalSchema: Equatable {
    public static func == (a: CanonicalSchema, b: CanonicalSchema) -> Bool {
        a === b
            || a.boolean == b.boolean && a.reference == b.reference && a.types == b.types && a.properties == b.properties
                && a.required == b.required && a.additional == b.additional && a.items == b.items && a.counts == b.counts
                && a.bounds == b.bounds && a.isUnique == b.isUnique && a.pattern == b.pattern && a.format == b.format
                && a.enumeration == b.enumeration && a.constant == b.constant && a.defaultValue == b.defaultValue
                && a.isExtensible == b.isExtensible && a.swiftName == b.swiftName && a.applied == b.applied
                && a.named == b.named
    }
}

extension CanonicalSchema {
    /// Takes anything, and says nothing of it.
    public static let anything = CanonicalSchema(Draft())
    /// Takes any object: what a step without a schema has.
    public static let object: CanonicalSchema = {
        var draft = Draft()
        draft.types = ["object"]
        return CanonicalSchema(draft)
    }()

    /// Whether it takes every value.
    var takesAll: Bool { boolean == true || self == .anything }
}
