import YAMLSyntax

/// A schema while it is read. On the heap, because reading recurses and `Keywords` is a large value.
final class SchemaDraft {
    let node: YAMLNode
    /// The schema that a reference such as `#/properties/x` starts from; nil inside top-level definitions.
    let scope: YAMLNode?
    var keywords = Schema.Keywords()
    // The parts that are schemas themselves.
    var properties: YAMLNode?
    var items: YAMLNode?
    var additional: YAMLNode?
    var isNullable = false
    /// Has keywords that may contradict each other. Most schemas have none, and are not looked at again.
    var hasRules = false
    /// Members may be declared by a keyword that is not understood, such as `allOf`.
    var hasUnsupported = false
    /// Where `exclusiveMinimum: true` of draft 4 and OpenAPI 3.0 stands.
    var minimumIsExclusive = false
    var maximumIsExclusive = false

    init(_ node: YAMLNode, scope: YAMLNode?) {
        self.node = node
        self.scope = scope
    }

    var hasValues: Bool {
        keywords.enumeration != nil || keywords.defaultValue != nil || keywords.constant != nil || !keywords.examples.isEmpty
    }

    func addProperty(_ key: YAMLNode, _ schema: Schema) {
        guard let name = key.text else { return }
        keywords.properties.append(NamedSchema(name: Located(name, at: key.range), schema: schema))
    }
}
