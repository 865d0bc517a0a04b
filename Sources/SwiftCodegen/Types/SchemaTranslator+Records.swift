import WorkflowSpec
import YAMLSyntax

extension SchemaTranslator {
    /// Fills in the properties of a struct, and declares the types that they need inside it.
    func fill(_ model: RecordModel, of declaration: TypeDeclaration, in outer: TypeScope) {
        let schema = merging.merged(declaration.schema)
        let scope = TypeScope(prefix: declaration.path + ".", in: outer)
        let required = RequiredNames(schema.keywords.required)
        var names: [String] = []
        for property in schema.keywords.properties {
            let name = NameChoice.name(
                for: property.name, role: .property, swiftName: propertyName(property.schema), &findings)
            scope.names.claim(name, for: property.name, what: "property", &findings)
            names.append(name)
        }
        var index = 0
        while index < names.count {
            let property = schema.keywords.properties[index]
            let use = use(property.schema, TypeNameHint(source: property.name), in: scope)
            var built = PropertyModel(
                key: StringLiteral.of(property.name.value), wireName: property.name.value,
                unescapedName: names[index], name: SwiftWords.escaped(names[index]), schema: property.schema,
                type: use.type,
                isRequired: required.contains(property.name.value), isNullable: use.isNullable)
            if property.schema.keywords.deprecated { addStorage(&built, named: names[index], scope, property.name) }
            model.properties.append(built)
            index += 1
        }
        addAdditional(model, schema, scope)
        declaration.nested = scope.declared
        model.names = scope.names
        records.append(declaration)
    }

    /// An `x-swift-name` that starts with a capital names the property's type instead.
    private func propertyName(_ schema: Schema) -> Located<String>? {
        guard let name = schema.keywords.swiftName else { return nil }
        guard let first = name.value.utf8.first, SwiftIdentifier.isUpper(first) else { return name }
        return nil
    }

    /// A member for what no property takes, when the schema speaks of it.
    private func addAdditional(_ model: RecordModel, _ schema: Schema, _ scope: TypeScope) {
        let source = Located("additionalProperties", at: schema.range)
        var element: SwiftType
        let values: Schema
        switch schema.keywords.additionalProperties {
        case .unspecified where !SchemaTranslator.speaksOfOthers(schema): return
        case .forbidden where schema.applicators?.patternProperties.isEmpty != false: return
        case .allowed, .unspecified, .forbidden:
            element = .jsonValue
            values = Schema(range: schema.range, boolean: true)
        case .schema(let written):
            values = written
            if schema.applicators?.patternProperties.isEmpty == false {
                element = .jsonValue
                break
            }
            let hint = TypeNameHint("AdditionalProperty", source: source)
            element = use(written, hint, in: scope).swiftType
        }
        let name = scope.names.claimFree("additionalProperties", orElse: "additionalPropertiesValue", for: source)
        if name != source.value {
            findings.adjusted("member", source, to: name, because: "a property has that name")
        }
        model.additional = PropertyModel(
            key: "", wireName: "", unescapedName: name, name: name, schema: values, type: .map(element),
            isRequired: false, isNullable: false,
            defaultValue: DefaultValue("[:]"))
    }

    /// Whether a rule is about members that no property takes: without them a value that was read might not be valid when written.
    private static func speaksOfOthers(_ schema: Schema) -> Bool {
        if schema.keywords.minProperties != nil { return true }
        for name in schema.keywords.required {
            let isProperty = schema.keywords.properties.contains { (property: NamedSchema) -> Bool in
                property.name.value.hasSameScalars(as: name.value)
            }
            if !isProperty { return true }
        }
        guard let applicators = schema.applicators else { return false }
        if let unevaluated = applicators.unevaluatedProperties, unevaluated.boolean != false { return true }
        return !applicators.patternProperties.isEmpty || !applicators.dependentSchemas.isEmpty
            || !applicators.dependentRequired.isEmpty || applicators.condition != nil || applicators.not != nil
            || !applicators.anyOf.isEmpty || !applicators.oneOf.isEmpty
    }

    func addStorage(
        _ property: inout PropertyModel, named name: String, _ scope: TypeScope, _ source: Located<String>
    ) {
        if property.storage != nil { return }
        property.storage = scope.names.claimFree(name + "Storage", orElse: name + "StoredValue", for: source)
    }
}

/// The names of `required`, quick to look up however many there are.
private struct RequiredNames {
    private let list: [Located<String>]
    private var set: Set<ExactText> = []

    init(_ list: [Located<String>]) {
        self.list = list
        if list.count > 8 {
            for name in list { set.insert(ExactText(name.value)) }
        }
    }

    func contains(_ name: String) -> Bool {
        if list.count > 8 { return set.contains(ExactText(name)) }
        for candidate in list where candidate.value.hasSameScalars(as: name) { return true }
        return false
    }
}
