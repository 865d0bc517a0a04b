import YAMLSyntax

extension SchemaReading {
    /// Keywords that apply other schemas. Those are only noted here, and read by the one function that recurses.
    func readApplicator(_ key: String, _ entry: YAMLEntry, _ draft: SchemaDraft) {
        let value = entry.value
        switch key {
        case "allOf": addChildren(entry, .allOf, draft)
        case "anyOf": addChildren(entry, .anyOf, draft)
        case "oneOf": addChildren(entry, .oneOf, draft)
        case "not": addChild(value, .not, draft)
        case "if": addChild(value, .condition, draft)
        case "then": addChild(value, .then, draft)
        case "else": addChild(value, .otherwise, draft)
        case "prefixItems": addChildren(entry, .prefixItems, draft)
        case "additionalItems": draft.additionalItems = entry
        case "contains": addChild(value, .contains, draft)
        case "minContains": change(draft) { $0.minContains = count(value, key) }
        case "maxContains": change(draft) { $0.maxContains = count(value, key) }
        case "unevaluatedItems": addChild(value, .unevaluatedItems, draft)
        case "propertyNames": addChild(value, .propertyNames, draft)
        case "patternProperties": addNamed(entry, .patternProperties, draft)
        case "dependentRequired": readDependentRequired(entry, draft)
        case "dependentSchemas": addNamed(entry, .dependentSchemas, draft)
        case "dependencies": readDependencies(entry, draft)
        case "unevaluatedProperties": addChild(value, .unevaluatedProperties, draft)
        case "discriminator": readDiscriminator(value, draft)
        case "$anchor", "$dynamicAnchor": _ = findings.accepts(value, .text, key)
        default: unknownKeyword(key, entry, draft)
        }
    }

    private func unknownKeyword(_ key: String, _ entry: YAMLEntry, _ draft: SchemaDraft) {
        if SpecFormat.unsupportedKeywords.contains(key) {
            unsupported(key, entry, draft, "is not enforced")
        } else {
            findings.unknownKey(key, entry, SpecFormat.schema)
        }
    }

    private func change(_ draft: SchemaDraft, _ change: (inout Applicators) -> Void) {
        var applicators = draft.applicators ?? Applicators()
        change(&applicators)
        draft.applicators = applicators
    }

    // MARK: Schemas

    private func addChild(_ node: YAMLNode, _ place: SchemaDraft.Child.Place, _ draft: SchemaDraft) {
        draft.children.append(SchemaDraft.Child(place: place, node: node))
        draft.declaresElsewhere = true
    }

    func addChildren(_ entry: YAMLEntry, _ place: SchemaDraft.Child.Place, _ draft: SchemaDraft) {
        guard case .sequence(let items) = entry.value.content else {
            findings.wrongType(entry.value, wanted: "\(quoted(entry.key.text ?? "")) must be a list of schemas", hint: "")
            return
        }
        for item in items { addChild(item, place, draft) }
    }

    private func addNamed(_ entry: YAMLEntry, _ place: SchemaDraft.Child.Place, _ draft: SchemaDraft) {
        guard case .mapping(let entries) = entry.value.content else {
            findings.wrongType(entry.value, wanted: "\(quoted(entry.key.text ?? "")) must be a mapping", hint: "")
            return
        }
        draft.declaresElsewhere = true
        for named in entries {
            guard let name = named.key.text else { continue }
            if place == .patternProperties, !isUsable(name, at: named.key.range) { continue }
            draft.children.append(
                SchemaDraft.Child(place: place, node: named.value, name: Located(name, at: named.key.range)))
        }
    }

    // MARK: Dependencies

    private func readDependentRequired(_ entry: YAMLEntry, _ draft: SchemaDraft) {
        guard findings.accepts(entry.value, .map(.list(.text)), "dependentRequired") else { return }
        guard case .mapping(let entries) = entry.value.content else { return }
        for entry in entries { addDependency(entry, draft) }
    }

    private func addDependency(_ entry: YAMLEntry, _ draft: SchemaDraft) {
        guard let name = entry.key.text, case .sequence(let items) = entry.value.content else { return }
        var required: [Located<String>] = []
        for item in items {
            if let text = item.text { required.append(Located(text, at: item.range)) }
        }
        let dependency = Applicators.Dependency(name: Located(name, at: entry.key.range), required: required)
        change(draft) { $0.dependentRequired.append(dependency) }
        draft.declaresElsewhere = true
    }

    /// Draft 7: a list of names, or a schema.
    private func readDependencies(_ entry: YAMLEntry, _ draft: SchemaDraft) {
        guard case .mapping(let entries) = entry.value.content else {
            findings.wrongType(entry.value, wanted: "'dependencies' must be a mapping", hint: "")
            return
        }
        for entry in entries {
            guard let name = entry.key.text else { continue }
            if case .sequence = entry.value.content {
                if findings.accepts(entry.value, .list(.text), name) { addDependency(entry, draft) }
            } else {
                draft.declaresElsewhere = true
                draft.children.append(
                    SchemaDraft.Child(place: .dependentSchemas, node: entry.value, name: Located(name, at: entry.key.range)))
            }
        }
    }

    private func readDiscriminator(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard let fields = Fields(node, SpecFormat.discriminator, findings), let property = fields.located("propertyName") else {
            return
        }
        var discriminator = Applicators.Discriminator(property: property)
        for entry in fields.value("mapping")?.mapping ?? [] {
            guard let value = entry.key.text, let target = entry.value.text else { continue }
            discriminator.mapping.append((value, Located(target, at: entry.value.range)))
        }
        change(draft) { $0.discriminator = discriminator }
    }
}
