import YAMLSyntax

extension SchemaReading {
    /// Whether the keywords of one schema go together.
    func checkKeywords(_ draft: SchemaDraft) {
        let keywords = draft.keywords
        if !keywords.required.isEmpty { checkRequired(draft) }
        checkCounts(keywords.minLength, keywords.maxLength, "minLength", "maxLength")
        checkCounts(keywords.minItems, keywords.maxItems, "minItems", "maxItems")
        checkCounts(keywords.minProperties, keywords.maxProperties, "minProperties", "maxProperties")
        let hasLower = keywords.minimum != nil || keywords.exclusiveMinimum != nil
        if hasLower, keywords.maximum != nil || keywords.exclusiveMaximum != nil { checkBounds(keywords) }
        if !keywords.types.isEmpty { checkEffect(keywords) }
        if let most = keywords.maxProperties, keywords.required.count > most.value {
            findings.add(
                .impossibleBounds, most.range, "'maxProperties' is \(most.value), but \(keywords.required.count) are required")
        }
    }

    private func checkCounts(_ least: Located<Int>?, _ most: Located<Int>?, _ leastName: String, _ mostName: String) {
        guard let least, let most, least.value > most.value else { return }
        findings.add(
            .impossibleBounds, least.range, "\(leastName) \(least.value) is above \(mostName) \(most.value)",
            note: "'\(mostName)' is here", at: most.range)
    }

    private func checkBounds(_ keywords: Schema.Keywords) {
        var low = keywords.minimum
        var lowIsExclusive = false
        if let exclusive = keywords.exclusiveMinimum, exclusive.value >= low?.value ?? exclusive.value {
            low = exclusive
            lowIsExclusive = true
        }
        var high = keywords.maximum
        var highIsExclusive = false
        if let exclusive = keywords.exclusiveMaximum, exclusive.value <= high?.value ?? exclusive.value {
            high = exclusive
            highIsExclusive = true
        }
        guard let low, let high else { return }
        let isOpen = lowIsExclusive || highIsExclusive
        var problem = low.value > high.value || (low.value == high.value && isOpen)
        if !problem, keywords.types == [.integer], abs(low.value) < 1e15, abs(high.value) < 1e15 {
            var least = low.value.rounded(.up)
            if lowIsExclusive, least == low.value { least += 1 }
            var most = high.value.rounded(.down)
            if highIsExclusive, most == high.value { most -= 1 }
            problem = least > most
        }
        if !problem { return }
        let lowName = lowIsExclusive ? "exclusiveMinimum" : "minimum"
        let highName = highIsExclusive ? "exclusiveMaximum" : "maximum"
        findings.add(
            .impossibleBounds, low.range,
            "no value fits between \(lowName) \(clipped(low.text)) and \(highName) \(clipped(high.text))",
            note: "'\(highName)' is here", at: high.range)
    }

    private func checkRequired(_ draft: SchemaDraft) {
        let keywords = draft.keywords
        if draft.declaresElsewhere || draft.isPart { return }
        var names: Set<ExactText> = []
        // Names mostly stand in the same order as the properties, and few are required: a set pays off late.
        if keywords.properties.count > 16 {
            for property in keywords.properties { names.insert(ExactText(property.name.value)) }
        }
        for name in keywords.required {
            let isDeclared: Bool
            if names.isEmpty {
                isDeclared = keywords.properties.contains { (property: NamedSchema) -> Bool in
                    property.name.value.hasSameScalars(as: name.value)
                }
            } else {
                isDeclared = names.contains(ExactText(name.value))
            }
            if !isDeclared { reportUndeclared(name, keywords) }
        }
    }

    private func reportUndeclared(_ name: Located<String>, _ keywords: Schema.Keywords) {
        let hint = findings.suggestion(
            for: name.value, among: keywords.properties.map { (property: NamedSchema) -> String in property.name.value })
        switch keywords.additionalProperties {
        case .forbidden:
            findings.add(
                .requiredForbidden, name.range,
                "\(quoted(name.value)) is required, but 'additionalProperties: false' forbids it\(hint)")
        case .schema: break
        case .unspecified, .allowed:
            findings.add(.requiredUndeclared, name.range, "\(quoted(name.value)) is required but not in 'properties'\(hint)")
        }
    }

    /// Keywords about a type that the schema does not allow. One finding is enough to find the mistake.
    private func checkEffect(_ keywords: Schema.Keywords) {
        var range: SourceRange?
        var name = ""
        if !keywords.types.contains(.string) {
            if let found = keywords.minLength { (range, name) = (found.range, "minLength") }
            if let found = keywords.maxLength { (range, name) = (found.range, "maxLength") }
            if let found = keywords.pattern { (range, name) = (found.range, "pattern") }
        }
        if !keywords.types.contains(.number), !keywords.types.contains(.integer) {
            if let found = keywords.minimum ?? keywords.exclusiveMinimum { (range, name) = (found.range, "minimum") }
            if let found = keywords.maximum ?? keywords.exclusiveMaximum { (range, name) = (found.range, "maximum") }
            if let found = keywords.multipleOf { (range, name) = (found.range, "multipleOf") }
        }
        if !keywords.types.contains(.array) {
            if let found = keywords.minItems { (range, name) = (found.range, "minItems") }
            if let found = keywords.maxItems { (range, name) = (found.range, "maxItems") }
            if let found = keywords.items { (range, name) = (found.range, "items") }
        }
        if !keywords.types.contains(.object) {
            if let found = keywords.required.first { (range, name) = (found.range, "required") }
            if let found = keywords.properties.first { (range, name) = (found.name.range, "properties") }
        }
        guard let range else { return }
        var types = ""
        for type in keywords.types { types += types.isEmpty ? type.rawValue : " or " + type.rawValue }
        findings.add(.ineffectiveKeyword, range, "'\(name)' has no effect on a value of type \(types)")
    }
}
