import WorkflowSpec
import YAMLSyntax

/// One text for all specs that mean the same to a stored run. Every piece carries its length, so that no two specs share a text.
struct CanonicalText {
    var text = ""
    /// Definitions referred to, in the order they are met.
    private var referred: [Target] = []
    private var seen: Set<ExactText> = []
    private let files: ReferencedFiles?
    /// The identity of the file whose schemas are being added.
    private var file: String

    private struct Target {
        var file: String
        var name: String
        /// What the text calls it: the same on every machine.
        var label: String
    }

    init(_ files: ReferencedFiles? = nil) {
        self.files = files
        file = files?.root ?? ""
        text.reserveCapacity(1 << 12)
    }

    /// Indices in the order of their names.
    static func sorted(_ names: [String]) -> [Int] {
        var indices: [Int] = []
        indices.reserveCapacity(names.count)
        for index in names.indices { indices.append(index) }
        if names.count > 1 { indices.sort { (a: Int, b: Int) -> Bool in names[a].isBefore(names[b]) } }
        return indices
    }

    mutating func add(_ key: String, _ value: String) {
        text += key
        text += " "
        text += String(value.utf8.count)
        text += ":"
        text += value
    }

    mutating func add(_ key: String, schema: Schema) {
        text += key
        text += "{"
        if let boolean = schema.boolean { text += boolean ? "true" : "false" }
        structure(schema)
        values(schema)
        bounds(schema)
        text += "}"
    }

    /// The definitions that schemas refer to, and those that they refer to in turn, by name.
    mutating func addDefinitions(_ definitions: [NamedSchema]) {
        if referred.isEmpty { return }
        var schemas: [String: [ExactText: Schema]] = [file: CanonicalText.byName(definitions)]
        var parts: [(name: String, text: String)] = []
        var next = 0
        let before = text
        while next < referred.count {
            let target = referred[next]
            next += 1
            if schemas[target.file] == nil {
                schemas[target.file] = CanonicalText.byName(files?.specs[target.file]?.definitions ?? [])
            }
            guard let schema = schemas[target.file]?[ExactText(target.name)] else { continue }
            text = ""
            file = target.file
            add("definition", target.label)
            add("is", schema: schema)
            parts.append((name: target.label, text: text))
        }
        text = before
        parts.sort { $0.name.isBefore($1.name) }
        for part in parts { text += part.text }
    }

    private static func byName(_ definitions: [NamedSchema]) -> [ExactText: Schema] {
        var schemas: [ExactText: Schema] = [:]
        for entry in definitions where schemas[ExactText(entry.name.value)] == nil {
            schemas[ExactText(entry.name.value)] = entry.schema
        }
        return schemas
    }

    private mutating func refer(_ reference: Schema.Reference) {
        guard let name = reference.definition else { return }
        var target = Target(file: file, name: name, label: name)
        if let path = reference.file {
            guard let identity = files?.target(of: path, in: file) else { return }
            target = Target(file: identity, name: name, label: path + "#" + name)
        }
        if seen.insert(ExactText(target.file + "#" + name)).inserted { referred.append(target) }
    }

    private mutating func structure(_ schema: Schema) {
        if !schema.keywords.types.isEmpty {
            for type in JSONType.allCases where schema.keywords.types.contains(type) { add("type", type.rawValue) }
        }
        if let reference = schema.keywords.reference {
            add("ref", reference.text.value)
            refer(reference)
        }
        let properties = schema.keywords.properties
        if !properties.isEmpty {
            for index in CanonicalText.sorted(properties.map { $0.name.value }) {
                add("property", properties[index].name.value)
                add("is", schema: properties[index].schema)
            }
        }
        if !schema.keywords.required.isEmpty {
            for name in schema.keywords.required.map({ $0.value }).sorted(by: { $0.isBefore($1) }) { add("required", name) }
        }
        switch schema.keywords.additionalProperties {
        case .unspecified: break
        case .allowed: text += "additional "
        case .forbidden: text += "closed "
        case .schema(let values): add("additional", schema: values)
        }
        if let items = schema.keywords.items { add("items", schema: items) }
        if let applicators = schema.applicators { applied(applicators) }
    }

    private mutating func applied(_ applicators: Applicators) {
        for inner in applicators.allOf { add("allOf", schema: inner) }
        for inner in applicators.anyOf { add("anyOf", schema: inner) }
        for inner in applicators.oneOf { add("oneOf", schema: inner) }
        for inner in applicators.prefixItems { add("prefixItems", schema: inner) }
        if let inner = applicators.not { add("not", schema: inner) }
        if let inner = applicators.condition { add("if", schema: inner) }
        if let inner = applicators.then { add("then", schema: inner) }
        if let inner = applicators.otherwise { add("else", schema: inner) }
        if let inner = applicators.contains { add("contains", schema: inner) }
        count("minContains", applicators.minContains)
        count("maxContains", applicators.maxContains)
        if let inner = applicators.unevaluatedItems { add("unevaluatedItems", schema: inner) }
        if let inner = applicators.unevaluatedProperties { add("unevaluatedProperties", schema: inner) }
        if let inner = applicators.propertyNames { add("propertyNames", schema: inner) }
        named("patternProperties", applicators.patternProperties)
        named("dependentSchemas", applicators.dependentSchemas)
        for dependency in applicators.dependentRequired {
            add("dependent", dependency.name.value)
            for name in dependency.required { add("required", name.value) }
        }
        if let discriminator = applicators.discriminator { add("discriminator", discriminator.property.value) }
    }

    private mutating func named(_ key: String, _ schemas: [NamedSchema]) {
        for index in CanonicalText.sorted(schemas.map { $0.name.value }) {
            add(key, schemas[index].name.value)
            add("is", schema: schemas[index].schema)
        }
    }

    private mutating func values(_ schema: Schema) {
        if let nodes = schema.keywords.enumeration {
            for value in nodes.map({ CanonicalText.json($0) }).sorted(by: { $0.isBefore($1) }) { add("enum", value) }
        }
        if let node = schema.keywords.constant { add("const", CanonicalText.json(node)) }
        if let node = schema.keywords.defaultValue { add("default", CanonicalText.json(node)) }
        if schema.keywords.extensible { text += "extensible " }
        if let format = schema.keywords.format { add("format", format.value) }
        if let pattern = schema.keywords.pattern { add("pattern", pattern.value) }
    }

    private mutating func bounds(_ schema: Schema) {
        count("minLength", schema.keywords.minLength)
        count("maxLength", schema.keywords.maxLength)
        count("minItems", schema.keywords.minItems)
        count("maxItems", schema.keywords.maxItems)
        count("minProperties", schema.keywords.minProperties)
        count("maxProperties", schema.keywords.maxProperties)
        if schema.keywords.uniqueItems { text += "unique " }
        number("minimum", schema.keywords.minimum)
        number("maximum", schema.keywords.maximum)
        number("exclusiveMinimum", schema.keywords.exclusiveMinimum)
        number("exclusiveMaximum", schema.keywords.exclusiveMaximum)
        number("multipleOf", schema.keywords.multipleOf)
    }

    private mutating func count(_ key: String, _ value: Located<Int>?) {
        if let value { add(key, String(value.value)) }
    }

    private mutating func number(_ key: String, _ bound: Schema.Bound?) {
        if let bound { add(key, bound.value.description) }
    }

    /// Deeper values are refused before this.
    private static func json(_ node: YAMLNode) -> String { JSONLiteral.of(node) ?? "" }
}
