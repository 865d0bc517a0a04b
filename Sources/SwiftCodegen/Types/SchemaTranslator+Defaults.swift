import WorkflowSpec
import YAMLSyntax

extension SchemaTranslator {
    /// Gives properties their defaults, once every type is known.
    func fillDefaults() {
        for declaration in records {
            guard let model = declaration.record else { continue }
            var index = 0
            while index < model.properties.count {
                model.properties[index].defaultValue = defaultValue(of: model.properties[index])
                index += 1
            }
            addNulls(model, declaration)
        }
    }

    /// A member that remembers which optional ones are null, where some may be null or absent.
    private func addNulls(_ model: RecordModel, _ declaration: TypeDeclaration) {
        guard model.properties.contains(where: { $0.tellsNull }) else { return }
        let source = Located("nullMembers", at: declaration.schema.range)
        model.nulls = model.names.claimFree("nullMembers", orElse: "nullMembersValue", for: source)
    }

    private func defaultValue(of property: PropertyModel) -> DefaultValue? {
        if let node = writtenDefault(property.schema) {
            if node.value == .null, property.isNullable { return nil }
            return DefaultValue.of(node, as: property.isNullable ? .optional(property.type) : property.type)
        }
        // A required constant has only one value to give.
        guard property.isRequired, !property.isNullable, let constant = constant(property.schema) else { return nil }
        return DefaultValue.of(constant, as: property.type)
    }

    /// `default` of the schema or of what it refers to.
    private func writtenDefault(_ schema: Schema) -> YAMLNode? { alongReferences(schema) { $0.keywords.defaultValue } }

    private func constant(_ schema: Schema) -> YAMLNode? { alongReferences(schema) { $0.keywords.constant } }

    private func alongReferences(_ schema: Schema, _ read: (Schema) -> YAMLNode?) -> YAMLNode? {
        var current = schema
        var steps = 0
        while steps <= definitions.count {
            if let found = read(current) { return found }
            guard let reference = current.keywords.reference, let next = self.schema(of: reference) else { return nil }
            current = next
            steps += 1
        }
        return nil
    }
}
