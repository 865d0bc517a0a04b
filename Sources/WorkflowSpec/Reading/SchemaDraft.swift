import YAMLSyntax

/// A schema while it is read. On the heap, because reading recurses and `Keywords` is a large value.
final class SchemaDraft {
    let node: YAMLNode
    /// What references start from; nil inside top-level definitions.
    var scope: SchemaScope?
    var keywords = Schema.Keywords()
    // The parts that are schemas themselves.
    var properties: YAMLNode?
    var items: YAMLNode?
    var additional: YAMLNode?
    var children: [Child] = []
    var applicators: Applicators?
    /// `$ref`, the inner definitions and `additionalItems`, which mean something only when everything else is known.
    var reference: YAMLNode?
    var innerDefinitions: [YAMLEntry] = []
    var additionalItems: YAMLEntry?
    var hasListOfItems = false
    var isNullable = false
    /// Has keywords that may contradict each other. Most schemas have none, and are not looked at again.
    var hasRules = false
    /// Members may be declared elsewhere, such as in `allOf` or where a reference leads.
    var declaresElsewhere = false
    /// Applied beside the keywords of another schema, which may declare members.
    var isPart = false
    /// Where `exclusiveMinimum: true` of draft 4 and OpenAPI 3.0 stands.
    var minimumIsExclusive = false
    var maximumIsExclusive = false

    init(_ node: YAMLNode, scope: SchemaScope?) {
        self.node = node
        self.scope = scope
    }

    var hasValues: Bool {
        keywords.enumeration != nil || keywords.defaultValue != nil || keywords.constant != nil || !keywords.examples.isEmpty
    }

    /// A schema in one of the applicators.
    struct Child {
        enum Place {
            case allOf, anyOf, oneOf, not, condition, then, otherwise, prefixItems, contains, unevaluatedItems
            case propertyNames, patternProperties, dependentSchemas, unevaluatedProperties
        }

        let place: Place
        let node: YAMLNode
        var name: Located<String>?
    }

    func attach(_ child: Child, _ schema: Schema) {
        var applicators = applicators ?? Applicators()
        self.applicators = nil
        switch child.place {
        case .allOf: applicators.allOf.append(schema)
        case .anyOf: applicators.anyOf.append(schema)
        case .oneOf: applicators.oneOf.append(schema)
        case .not: applicators.not = schema
        case .condition: applicators.condition = schema
        case .then: applicators.then = schema
        case .otherwise: applicators.otherwise = schema
        case .prefixItems: applicators.prefixItems.append(schema)
        case .contains: applicators.contains = schema
        case .unevaluatedItems: applicators.unevaluatedItems = schema
        case .propertyNames: applicators.propertyNames = schema
        case .unevaluatedProperties: applicators.unevaluatedProperties = schema
        case .patternProperties:
            if let name = child.name { applicators.patternProperties.append(NamedSchema(name: name, schema: schema)) }
        case .dependentSchemas:
            if let name = child.name { applicators.dependentSchemas.append(NamedSchema(name: name, schema: schema)) }
        }
        self.applicators = applicators
    }

    /// Up to draft 7 nothing beside `$ref` counts.
    func dropSiblingsOfReference() {
        var kept = Schema.Keywords()
        kept.reference = keywords.reference
        kept.title = keywords.title
        kept.description = keywords.description
        keywords = kept
        applicators = nil
        children = []
        properties = nil
        items = nil
        additional = nil
    }

    /// `nullable` beside a `$ref` or an applicator, where no `type` can have null added: a choice between the rest and null.
    func allowNullBesideOthers() {
        var outer = Schema.Keywords()
        outer.title = keywords.title
        outer.description = keywords.description
        outer.deprecated = keywords.deprecated
        outer.examples = keywords.examples
        outer.defaultValue = keywords.defaultValue
        outer.swiftName = keywords.swiftName
        var rest = keywords
        rest.title = nil
        rest.description = nil
        rest.deprecated = false
        rest.examples = []
        rest.defaultValue = nil
        rest.swiftName = nil
        var null = Schema.Keywords()
        null.types = [.null]
        let inner = Schema(range: node.range, keywords: rest, applicators: applicators)
        keywords = outer
        applicators = Applicators()
        applicators?.anyOf = [inner, Schema(range: node.range, keywords: null)]
    }

    func addProperty(_ key: YAMLNode, _ schema: Schema) {
        guard let name = key.text else { return }
        keywords.properties.append(NamedSchema(name: Located(name, at: key.range), schema: schema))
    }
}
