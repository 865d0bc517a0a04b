/// The keywords of a schema that apply other schemas: most schemas have none of them.
public struct Applicators: Sendable {
    /// The names that must be there when another one is: an entry of `dependentRequired`.
    public struct Dependency: Sendable {
        public var name: Located<String>
        public var required: [Located<String>]

        public init(name: Located<String>, required: [Located<String>]) {
            self.name = name
            self.required = required
        }
    }

    /// OpenAPI's `discriminator`: the member that tells which alternative a value is of.
    public struct Discriminator: Sendable {
        public var property: Located<String>
        /// From a value of the member to the `$ref` or the definition's name of its alternative.
        public var mapping: [(value: String, target: Located<String>)]

        public init(property: Located<String>, mapping: [(value: String, target: Located<String>)] = []) {
            self.property = property
            self.mapping = mapping
        }
    }

    public var allOf: [Schema] = []
    public var anyOf: [Schema] = []
    public var oneOf: [Schema] = []
    public var not: Schema?
    /// `if`.
    public var condition: Schema?
    public var then: Schema?
    /// `else`.
    public var otherwise: Schema?

    /// Also a list of schemas in `items`, as drafts before 2020-12 have it; `Keywords.items` is `additionalItems` then.
    public var prefixItems: [Schema] = []
    public var contains: Schema?
    public var minContains: Located<Int>?
    public var maxContains: Located<Int>?
    public var unevaluatedItems: Schema?

    public var propertyNames: Schema?
    /// By the pattern that a member's name must contain a match of.
    public var patternProperties: [NamedSchema] = []
    /// `dependencies` of draft 7 is told apart into these two.
    public var dependentRequired: [Dependency] = []
    public var dependentSchemas: [NamedSchema] = []
    public var unevaluatedProperties: Schema?

    public var discriminator: Discriminator?

    public init() {}

    /// Every schema among them.
    public var schemas: [Schema] {
        var out = allOf + anyOf + oneOf + prefixItems
        for schema in [not, condition, then, otherwise, contains, unevaluatedItems, propertyNames, unevaluatedProperties] {
            if let schema { out.append(schema) }
        }
        for named in patternProperties { out.append(named.schema) }
        for named in dependentSchemas { out.append(named.schema) }
        return out
    }
}
