import WorkflowSpec
import YAMLSyntax

/// What a schema says of its values' type, with `allOf` and what is written beside a `$ref` taken together: a schema of plain keywords.
/// Its rules stay where they are written; only the type comes from here.
final class SchemaMerging {
    private let definition: (Schema.Reference) -> Schema?
    private var known: [ObjectIdentifier: Schema] = [:]
    /// Merged schemas, kept so that the identities in `known` stay theirs.
    private var kept: [Schema] = []

    /// How many schemas may be merged into one, references followed: beyond it the type says less.
    private static let limit = 200

    init(definition: @escaping (Schema.Reference) -> Schema?) { self.definition = definition }

    func merged(_ schema: Schema) -> Schema {
        if !SchemaMerging.isComposed(schema) { return schema }
        if let found = known[ObjectIdentifier(schema)] { return found }
        var merge = Merge()
        var reach = SchemaMerging.limit
        collect(schema, &merge, &reach, [])
        let result = merge.schema(schema)
        known[ObjectIdentifier(schema)] = result
        kept.append(schema)
        kept.append(result)
        return result
    }

    /// Whether other schemas have a part in the type, apart from alternatives.
    private static func isComposed(_ schema: Schema) -> Bool {
        if let applicators = schema.applicators, !applicators.allOf.isEmpty { return true }
        return schema.keywords.reference != nil && saysMoreThanReference(schema)
    }

    /// Whether what is written beside a `$ref` adds to the type, and not only rules to the value.
    static func saysMoreThanReference(_ schema: Schema) -> Bool {
        if !schema.keywords.properties.isEmpty || schema.keywords.items != nil { return true }
        if case .schema = schema.keywords.additionalProperties { return true }
        guard let applicators = schema.applicators else { return false }
        return !applicators.allOf.isEmpty || !applicators.oneOf.isEmpty || !applicators.anyOf.isEmpty
    }

    /// Whether a schema says something of the type beside its `allOf`.
    static func addsToParts(_ schema: Schema) -> Bool {
        if !schema.keywords.properties.isEmpty || schema.keywords.items != nil { return true }
        if case .unspecified = schema.keywords.additionalProperties {} else { return true }
        return schema.keywords.constant != nil || schema.keywords.enumeration != nil
    }

    private func collect(_ schema: Schema, _ merge: inout Merge, _ reach: inout Int, _ way: [Schema]) {
        reach -= 1
        if reach < 0 || way.contains(where: { $0 === schema }) { return }
        merge.add(schema)
        let way = way + [schema]
        if let reference = schema.keywords.reference, let target = definition(reference) {
            collect(target, &merge, &reach, way)
        }
        for part in schema.applicators?.allOf ?? [] { collect(part, &merge, &reach, way) }
    }
}

/// Several schemas on the way to one.
private struct Merge {
    private var keywords = Schema.Keywords()
    private var applicators = Applicators()
    private var names: [ExactText: Int] = [:]
    private var properties: [(name: Located<String>, schemas: [Schema])] = []
    private var required: Set<ExactText> = []
    private var items: [Schema] = []
    private var isTyped = false
    private var isForbidden = false
    private var additional: [Schema.Additional] = []

    mutating func add(_ schema: Schema) {
        addType(schema)
        addProperties(schema)
        addAdditional(schema)
        if let items = schema.keywords.items { self.items.append(items) }
        let own = schema.keywords
        if keywords.format == nil { keywords.format = own.format }
        if keywords.enumeration == nil { keywords.enumeration = own.enumeration }
        if keywords.constant == nil { keywords.constant = own.constant }
        if keywords.defaultValue == nil { keywords.defaultValue = own.defaultValue }
        if keywords.pattern == nil { keywords.pattern = own.pattern }
        if keywords.minLength == nil { keywords.minLength = own.minLength }
        if keywords.maxLength == nil { keywords.maxLength = own.maxLength }
        if keywords.minProperties == nil { keywords.minProperties = own.minProperties }
        if own.extensible { keywords.extensible = true }
        if let own = schema.applicators { addApplicators(own) }
    }

    /// What matters for the type, or tells that members beside the properties must be kept.
    private mutating func addApplicators(_ own: Applicators) {
        if applicators.oneOf.isEmpty, applicators.anyOf.isEmpty {
            applicators.oneOf = own.oneOf
            applicators.anyOf = own.anyOf
            applicators.discriminator = own.discriminator
        } else if applicators.condition == nil {
            // A second choice is a matter of rules.
            applicators.condition = own.oneOf.first ?? own.anyOf.first
        }
        if applicators.not == nil { applicators.not = own.not }
        if applicators.condition == nil { applicators.condition = own.condition }
        if applicators.contains == nil { applicators.contains = own.contains }
        if applicators.prefixItems.isEmpty { applicators.prefixItems = own.prefixItems }
        if applicators.unevaluatedProperties == nil { applicators.unevaluatedProperties = own.unevaluatedProperties }
        applicators.patternProperties += own.patternProperties
        applicators.dependentSchemas += own.dependentSchemas
        applicators.dependentRequired += own.dependentRequired
    }

    /// A value must be of the types that every schema allows.
    private mutating func addType(_ schema: Schema) {
        let types = schema.keywords.types
        if types.isEmpty { return }
        if !isTyped {
            keywords.types = types
            isTyped = true
            return
        }
        var common: [JSONType] = []
        for type in keywords.types {
            if types.contains(type) || (type == .integer && types.contains(.number)) {
                common.append(type)
            } else if type == .number, types.contains(.integer) {
                common.append(.integer)
            }
        }
        keywords.types = common
    }

    private mutating func addProperties(_ schema: Schema) {
        for property in schema.keywords.properties {
            let key = ExactText(property.name.value)
            if let index = names[key] {
                properties[index].schemas.append(property.schema)
            } else {
                names[key] = properties.count
                properties.append((property.name, [property.schema]))
            }
        }
        for name in schema.keywords.required where required.insert(ExactText(name.value)).inserted {
            keywords.required.append(name)
        }
    }

    private mutating func addAdditional(_ schema: Schema) {
        switch schema.keywords.additionalProperties {
        case .unspecified: break
        case .forbidden: isForbidden = true
        case .allowed, .schema: additional.append(schema.keywords.additionalProperties)
        }
    }

    /// - Parameter written: the schema that all this was collected from, whose documentation counts.
    func schema(_ written: Schema) -> Schema {
        var all = keywords
        all.title = written.keywords.title
        all.description = written.keywords.description
        all.deprecated = written.keywords.deprecated
        all.examples = written.keywords.examples
        all.swiftName = written.keywords.swiftName
        for property in properties {
            all.properties.append(NamedSchema(name: property.name, schema: Merge.both(property.schemas)))
        }
        if !items.isEmpty { all.items = Merge.both(items) }
        if isForbidden {
            all.additionalProperties = .forbidden
        } else if additional.count == 1 {
            all.additionalProperties = additional[0]
        } else if !additional.isEmpty {
            all.additionalProperties = .allowed
        }
        return Schema(range: written.range, keywords: all, applicators: applicators)
    }

    private static func both(_ schemas: [Schema]) -> Schema {
        if schemas.count == 1 { return schemas[0] }
        var applicators = Applicators()
        applicators.allOf = schemas
        return Schema(range: schemas[0].range, applicators: applicators)
    }
}
