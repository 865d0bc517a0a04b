import WorkflowSpec
import YAMLSyntax

/// What `oneOf` or `anyOf` means for the type of a value.
struct Alternatives {
    /// The schemas to choose from, each with what is written beside the choice; those for `null` alone left out.
    var schemas: [Schema]
    /// As they are written, in the same order.
    var written: [Schema]
    /// Some alternative is `null`.
    var hasNull: Bool
    /// `oneOf`: a value may fit only one.
    var isExclusive: Bool
    /// The member that tells which one a value is of, and its value for each.
    var tag: (property: String, values: [String])?
}

extension SchemaTranslator {
    /// The alternatives of a schema, nil when there are none or they say nothing of the type: `anyOf` of several `required` is a rule.
    func alternatives(_ schema: Schema) -> Alternatives? {
        let merged = merging.merged(schema)
        guard let applicators = merged.applicators else { return nil }
        for (list, isExclusive) in [(applicators.oneOf, true), (applicators.anyOf, false)] where !list.isEmpty {
            if let found = alternatives(merged, list, isExclusive) { return found }
        }
        return nil
    }

    /// The alternatives as they are written, when a member tells which one a value is of: then only that one need be looked at. They
    /// must be the schema's own, since elsewhere they are looked at where they are written.
    func toldAlternatives(_ schema: Schema) -> (property: String, values: [String], schemas: [Schema], isExclusive: Bool)? {
        guard let applicators = schema.applicators else { return nil }
        let isExclusive = !applicators.oneOf.isEmpty
        let own = isExclusive ? applicators.oneOf : applicators.anyOf
        guard own.count > 1, let found = alternatives(schema), !found.hasNull, found.isExclusive == isExclusive,
            found.written.count == own.count, let tag = found.tag
        else { return nil }
        for (written, schema) in zip(found.written, own) where written !== schema { return nil }
        // A value that is no object is a matter of all alternatives, unless none takes one.
        return (tag.property, tag.values, own, isExclusive)
    }

    private func alternatives(_ merged: Schema, _ list: [Schema], _ isExclusive: Bool) -> Alternatives? {
        var found = Alternatives(schemas: [], written: [], hasNull: false, isExclusive: isExclusive)
        var isInformative = false
        let rest = withoutAlternatives(merged)
        for written in list {
            if written.boolean == false { continue }
            let own = merging.merged(written)
            if isNull(own) {
                found.hasNull = merged.keywords.types.isEmpty || merged.isNullable
                continue
            }
            if saysType(own) { isInformative = true }
            found.written.append(written)
            found.schemas.append(combined(written, own, rest))
        }
        guard isInformative || found.hasNull else { return nil }
        if found.schemas.isEmpty { return nil }
        found.tag = tag(found, applicators: merged.applicators)
        return found
    }

    private func isNull(_ schema: Schema) -> Bool {
        if schema.keywords.types == [.null] { return true }
        if case .null? = schema.keywords.constant?.value { return schema.keywords.types.isEmpty }
        return false
    }

    /// Whether the schema, by itself, is about the type of a value.
    private func saysType(_ schema: Schema) -> Bool {
        let keywords = schema.keywords
        if !keywords.types.isEmpty || keywords.reference != nil || !keywords.properties.isEmpty { return true }
        if keywords.constant != nil || keywords.enumeration != nil || keywords.items != nil { return true }
        guard let applicators = schema.applicators else { return false }
        return !applicators.oneOf.isEmpty || !applicators.anyOf.isEmpty
    }

    /// What a value must be whichever alternative it is of; nil when that is nothing.
    private func withoutAlternatives(_ merged: Schema) -> Schema? {
        var keywords = merged.keywords
        keywords.title = nil
        keywords.description = nil
        keywords.defaultValue = nil
        keywords.examples = []
        keywords.swiftName = nil
        keywords.deprecated = false
        // For the type a reference without anything beside it never comes here: it was followed.
        keywords.reference = nil
        var applicators = merged.applicators ?? Applicators()
        applicators.oneOf = []
        applicators.anyOf = []
        applicators.discriminator = nil
        if keywords.types.isEmpty, keywords.properties.isEmpty, keywords.items == nil { return nil }
        return Schema(range: merged.range, keywords: keywords, applicators: applicators)
    }

    /// An alternative with what is written beside the choice. Where that adds nothing, the alternative itself: it may have a name.
    private func combined(_ written: Schema, _ own: Schema, _ rest: Schema?) -> Schema {
        guard let rest else { return written }
        let addsMembers = !rest.keywords.properties.isEmpty || rest.keywords.items != nil
        if !addsMembers, isTyped(own) { return written }
        var applicators = Applicators()
        applicators.allOf = [rest, written]
        var keywords = Schema.Keywords()
        keywords.title = own.keywords.title
        keywords.description = own.keywords.description
        keywords.swiftName = own.keywords.swiftName
        let schema = Schema(range: written.range, keywords: keywords, applicators: applicators)
        combinations.append(schema)
        return schema
    }

    /// Whether the schema names its type itself, or where its reference leads.
    private func isTyped(_ schema: Schema) -> Bool {
        var current = schema
        var steps = 0
        while steps <= 100 {
            if !current.keywords.types.isEmpty { return true }
            guard let reference = current.keywords.reference, let next = self.schema(of: reference) else { return false }
            current = merging.merged(next)
            steps += 1
        }
        return false
    }

    // MARK: The member that tells

    private func tag(_ alternatives: Alternatives, applicators: Applicators?) -> (property: String, values: [String])? {
        guard alternatives.schemas.count > 1 else { return nil }
        var objects: [Schema] = []
        for schema in alternatives.schemas {
            guard let object = object(schema) else { return nil }
            objects.append(object)
        }
        if let discriminator = applicators?.discriminator {
            let property = discriminator.property.value
            if let values = constants(property, objects) { return (property, values) }
            if let values = named(discriminator, alternatives.written) { return (property, values) }
        }
        for property in objects[0].keywords.properties {
            let name = property.name.value
            if let values = constants(name, objects) { return (name, values) }
        }
        return nil
    }

    /// The object that every value of the schema is.
    private func object(_ schema: Schema) -> Schema? {
        var current = merging.merged(schema)
        var steps = 0
        while let reference = current.keywords.reference, steps <= 100 {
            guard let next = self.schema(of: reference) else { return nil }
            current = merging.merged(next)
            steps += 1
        }
        return current.keywords.types == [.object] ? current : nil
    }

    /// The value that each of the objects must have as a member of this name, when it is another for each.
    private func constants(_ name: String, _ objects: [Schema]) -> [String]? {
        var values: [String] = []
        for object in objects {
            guard object.keywords.required.contains(where: { $0.value.hasSameScalars(as: name) }),
                let property = object.keywords.properties.first(where: { $0.name.value.hasSameScalars(as: name) }),
                let value = constant(property.schema), !values.contains(value)
            else { return nil }
            values.append(value)
        }
        return values
    }

    /// The one string that the schema allows. ASCII only: Swift takes other texts for each other.
    private func constant(_ schema: Schema) -> String? {
        let keywords = merging.merged(schema).keywords
        guard let node = keywords.constant ?? (keywords.enumeration?.count == 1 ? keywords.enumeration?[0] : nil),
            let text = node.string, text.utf8.count == text.utf16.count
        else { return nil }
        return text
    }

    /// OpenAPI's way: the mapping names the alternatives, or each goes by the name of its definition.
    private func named(_ discriminator: Applicators.Discriminator, _ written: [Schema]) -> [String]? {
        var values: [String] = []
        for schema in written {
            guard let reference = schema.keywords.reference, let name = reference.definition else { return nil }
            let mapped = discriminator.mapping.first { $0.target.value == reference.text.value || $0.target.value == name }
            let value = mapped?.value ?? name
            if values.contains(value) || value.utf8.count != value.utf16.count { return nil }
            values.append(value)
        }
        return values
    }
}
