import WorkflowSpec
import YAMLSyntax

extension SchemaTranslator {
    /// Fills in the cases of a choice, and declares the types that they need inside it.
    func fill(_ model: UnionModel, of declaration: TypeDeclaration, in outer: TypeScope) {
        guard case .union(let alternatives) = shape(declaration.schema) else { return }
        let scope = TypeScope(prefix: declaration.path + ".", in: outer)
        model.isExclusive = alternatives.isExclusive
        model.tag = alternatives.tag
        var names = NameScope()
        var index = 0
        while index < alternatives.schemas.count {
            let written = alternatives.written[index]
            let plain = caseName(written, alternatives.tag?.values[index])
            let source = Located(plain, at: written.range)
            var name = SwiftIdentifier.lowerCamel(plain)
            if SwiftWords.isUnusableUnionCase(name) { name += "Value" }
            name = names.claimFree(name, orElse: name + "Value", for: source)
            let hint = TypeNameHint(SwiftIdentifier.upperFirst(name), source: source)
            let use = use(alternatives.schemas[index], hint, in: scope)
            model.cases.append(UnionModel.Case(name: SwiftWords.escaped(name), type: use.type, schema: written))
            index += 1
        }
        declaration.nested = scope.declared
        unions.append(declaration)
    }

    /// What an alternative is called: as its author or its definition says, after the value that tells it, or after its type.
    private func caseName(_ schema: Schema, _ tag: String?) -> String {
        if let chosen = schema.keywords.swiftName { return chosen.value }
        if let name = schema.keywords.reference?.definition { return name }
        if let tag { return tag }
        if let title = schema.keywords.title, title.utf8.count <= 40 { return title }
        switch shape(schema) {
        case .string, .stringEnum: return "string"
        case .date: return "date"
        case .uuid: return "uuid"
        case .data: return "data"
        case .int, .int32, .int64: return "integer"
        case .double: return "number"
        case .bool: return "boolean"
        case .array: return "list"
        case .map: return "map"
        case .record, .object: return "object"
        case .anything, .reference, .union, .same: return "value"
        }
    }
}
