import WorkflowSpec
import YAMLSyntax

extension SchemaTranslator {
    /// The type of a step's constants: a struct like any other, from a schema made of their values. Nil when there are none.
    func configuration(_ constants: Constants, of step: StepSpec, in scope: TypeScope) -> TypeDeclaration? {
        if constants.list.isEmpty { return nil }
        var keywords = Schema.Keywords()
        keywords.types = [.object]
        keywords.description = "The step's constants: `handler.initialization`, as the environment changes it."
        var names = NameScope()
        for constant in constants.list {
            let name = constantName(constant.key, &names)
            keywords.properties.append(NamedSchema(name: constant.key, schema: schema(constant, named: name)))
            if !constant.isOptional { keywords.required.append(constant.key) }
        }
        let model = RecordModel()
        let declaration = TypeDeclaration(
            name: "Configuration", path: scope.prefix + "Configuration",
            schema: Schema(range: step.initialization?.range ?? step.name.range, keywords: keywords), kind: .record(model))
        fill(model, of: declaration, in: scope)
        return declaration
    }

    /// Chosen here, because a constant cannot have an `x-swift-name` and so must not need one.
    private func constantName(_ key: Located<String>, _ names: inout NameScope) -> String {
        let plain = SwiftIdentifier.lowerCamel(key.value)
        var base = plain
        while NameRole.property.isReserved(base) { base += NameRole.property.suffix }
        let name = names.claimFree(base, orElse: base + "_", for: key)
        if name != plain {
            findings.add(
                .nameAdjusted, at: key.range,
                "constant `\(key.value)` becomes `\(name)` in Swift, because `\(plain)` is taken by Swift or by another constant")
        }
        return name
    }

    private func schema(_ constant: Constants.Constant, named name: String) -> Schema {
        let schema = schema(constant.type, constant.key.range)
        var keywords = schema.keywords
        if constant.isOptional, !keywords.types.isEmpty { keywords.types.append(.null) }
        keywords.swiftName = Located(name, at: constant.key.range)
        return Schema(range: constant.key.range, keywords: keywords)
    }

    private func schema(_ type: ConstantType, _ range: SourceRange) -> Schema {
        var keywords = Schema.Keywords()
        switch type {
        case .null, .value, .emptyList: break
        case .string: keywords.types = [.string]
        case .int: keywords.types = [.integer]
        case .double: keywords.types = [.number]
        case .bool: keywords.types = [.boolean]
        case .object, .emptyMap: keywords.types = [.object]
        case .list(let element):
            keywords.types = [.array]
            keywords.items = schema(element, range)
        case .map(let element):
            keywords.types = [.object]
            keywords.additionalProperties = .schema(schema(element, range))
        }
        return Schema(range: range, keywords: keywords)
    }
}
