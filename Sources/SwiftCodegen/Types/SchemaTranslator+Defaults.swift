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
        }
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
            guard let name = current.keywords.reference?.definition, let next = definitions[ExactText(name)] else { return nil }
            current = next.schema
            steps += 1
        }
        return nil
    }
}
