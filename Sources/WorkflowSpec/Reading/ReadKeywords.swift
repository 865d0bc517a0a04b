import YAMLSyntax

extension SchemaReading {
    /// Every keyword except the schemas inside this one, which are only noted. The keys are those of `SpecFormat.schema`,
    /// the most frequent first.
    func readKeywords(_ draft: SchemaDraft) {
        guard case .mapping(let entries) = draft.node.content else { return }
        var index = 0
        while index < entries.count {
            let entry = entries[index]
            index += 1
            guard let key = entry.key.text else { continue }
            let value = entry.value
            switch key {
            case "type": readTypes(value, draft)
            case "description": draft.keywords.description = text(value, key)
            case "default": readDefault(value, draft)
            case "const": readConstant(value, draft)
            default: if !value.isNull { readOther(key, entry, draft) }
            }
        }
        // After the loop, since the two may be written in any order.
        if draft.isNullable, !draft.keywords.types.isEmpty, !draft.keywords.types.contains(.null) {
            draft.keywords.types.append(.null)
        }
        if draft.minimumIsExclusive {
            draft.keywords.exclusiveMinimum = draft.keywords.minimum
            draft.keywords.minimum = nil
        }
        if draft.maximumIsExclusive {
            draft.keywords.exclusiveMaximum = draft.keywords.maximum
            draft.keywords.maximum = nil
        }
    }

    private func readOther(_ key: String, _ entry: YAMLEntry, _ draft: SchemaDraft) {
        let value = entry.value
        switch key {
        case "properties": draft.properties = value
        case "items": readItems(entry, draft)
        case "format": readFormat(value, draft)
        case "enum": readEnumeration(value, draft)
        case "$ref": readReference(value, draft)
        default:
            draft.hasRules = true
            readRule(key, entry, draft)
        }
    }

    private func readRule(_ key: String, _ entry: YAMLEntry, _ draft: SchemaDraft) {
        let value = entry.value
        switch key {
        case "required": readRequired(entry, draft)
        case "minimum": draft.keywords.minimum = bound(value, key)
        case "maximum": draft.keywords.maximum = bound(value, key)
        case "minLength": draft.keywords.minLength = count(value, key)
        case "maxLength": draft.keywords.maxLength = count(value, key)
        case "pattern": readPattern(value, draft)
        case "additionalProperties": readAdditional(value, draft)
        case "minItems": draft.keywords.minItems = count(value, key)
        case "maxItems": draft.keywords.maxItems = count(value, key)
        case "uniqueItems": draft.keywords.uniqueItems = flag(value, key)
        case "title": draft.keywords.title = text(value, key)
        case "nullable": draft.isNullable = flag(value, key)
        case "exclusiveMinimum": readExclusive(value, key, draft)
        case "exclusiveMaximum": readExclusive(value, key, draft)
        case "multipleOf": readMultiple(value, draft)
        case "minProperties": draft.keywords.minProperties = count(value, key)
        case "maxProperties": draft.keywords.maxProperties = count(value, key)
        case "deprecated": draft.keywords.deprecated = flag(value, key)
        case "examples", "example": readExamples(value, key, draft)
        case "definitions", "$defs": readInnerDefinitions(value, key, draft)
        case "$schema", "$comment": break
        case "x-swift-name":
            if findings.accepts(value, .swiftName, key), let name = value.text {
                draft.keywords.swiftName = Located(name, at: value.range)
            }
        case "x-extensible": draft.keywords.extensible = flag(value, key)
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

    private func unsupported(_ key: String, _ entry: YAMLEntry, _ draft: SchemaDraft, _ why: String) {
        draft.hasUnsupported = true
        findings.add(.unsupportedKeyword, entry.key.range, "the keyword \(quoted(key)) \(why)")
    }

    // MARK: Keywords with a form of their own

    private func readTypes(_ node: YAMLNode, _ draft: SchemaDraft) {
        switch node.content {
        case .scalar: readType(node, draft)
        case .sequence(let items):
            for item in items { readType(item, draft) }
        case .mapping: findings.wrongType(node, wanted: "'type' must be a word or a list of words", hint: "")
        }
    }

    private func readType(_ node: YAMLNode, _ draft: SchemaDraft) {
        // An unquoted `null` is YAML's null, and here means the type of that name.
        var type: JSONType?
        if let text = node.text { type = node.isNull ? .null : JSONType(rawValue: text) }
        guard let type else {
            let types: [String] = ["string", "integer", "number", "boolean", "object", "array", "null"]
            _ = findings.accepts(node, .choice(types), "type")
            return
        }
        if draft.keywords.types.contains(type) {
            findings.add(.duplicateEntry, node.range, "'\(type.rawValue)' is listed twice")
        } else {
            draft.keywords.types.append(type)
        }
    }

    private func readRequired(_ entry: YAMLEntry, _ draft: SchemaDraft) {
        let node = entry.value
        if case .bool? = node.value {
            unsupported("required", entry, draft, "takes a list of names, in the schema that has the 'properties'")
            return
        }
        guard findings.accepts(node, .list(.text), "required"), case .sequence(let items) = node.content else { return }
        var seen: Set<ExactText> = []
        for item in items {
            guard let text = item.text else { continue }
            // A set for each of many short lists would cost more than it saves.
            let isNew: Bool
            if items.count > 16 {
                isNew = seen.insert(ExactText(text)).inserted
            } else {
                isNew = !draft.keywords.required.contains { (name: Located<String>) -> Bool in
                    name.value.hasSameScalars(as: text)
                }
            }
            if isNew {
                draft.keywords.required.append(Located(text, at: item.range))
            } else {
                findings.add(.duplicateEntry, item.range, "\(quoted(text)) is listed twice")
            }
        }
    }

    private func readItems(_ entry: YAMLEntry, _ draft: SchemaDraft) {
        if case .sequence = entry.value.content {
            unsupported("items", entry, draft, "is not enforced when it is a list")
        } else {
            draft.items = entry.value
        }
    }

    private func readFormat(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard findings.accepts(node, .text, "format"), let format = node.text else { return }
        draft.keywords.format = Located(format, at: node.range)
        if !SpecFormat.formats.contains(format) {
            let hint = findings.suggestion(for: format, among: SpecFormat.formats)
            findings.add(.unsupportedFormat, node.range, "the format \(quoted(format)) is not known and not checked\(hint)")
        }
    }

    private func readEnumeration(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard case .sequence(let items) = node.content else {
            findings.wrongType(node, wanted: "'enum' must be a list", hint: "")
            return
        }
        if items.isEmpty {
            findings.add(.impossibleBounds, node.range, "an empty 'enum' allows no value at all")
            return
        }
        checkDepth(node)
        var kept: [YAMLNode] = []
        var texts: Set<ExactText> = []
        for item in items {
            // Only strings are compared: other values are rare, and a repeated one does no harm.
            if let text = item.string, !texts.insert(ExactText(text)).inserted {
                findings.add(.duplicateEntry, item.range, "\(quoted(text)) is listed twice")
            } else {
                kept.append(item)
            }
        }
        draft.keywords.enumeration = kept
    }

    private func readPattern(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard findings.accepts(node, .text, "pattern"), let source = node.text else { return }
        if let problem = patterns.problem(with: source) {
            findings.add(.invalidPattern, node.range, "the pattern cannot be used: \(problem)")
        } else {
            draft.keywords.pattern = Located(source, at: node.range)
        }
    }

    private func readAdditional(_ node: YAMLNode, _ draft: SchemaDraft) {
        switch node.value {
        case .bool(true)?: draft.keywords.additionalProperties = .allowed
        case .bool(false)?: draft.keywords.additionalProperties = .forbidden
        default: draft.additional = node
        }
    }

    /// A number since draft 6; `true` before, and in OpenAPI 3.0, where it changes what `minimum` means.
    private func readExclusive(_ node: YAMLNode, _ key: String, _ draft: SchemaDraft) {
        let isMinimum = key == "exclusiveMinimum"
        if case .bool(let isExclusive)? = node.value {
            if isMinimum { draft.minimumIsExclusive = isExclusive } else { draft.maximumIsExclusive = isExclusive }
        } else if isMinimum {
            draft.keywords.exclusiveMinimum = bound(node, key)
        } else {
            draft.keywords.exclusiveMaximum = bound(node, key)
        }
    }

    private func readMultiple(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard let multiple = bound(node, "multipleOf") else { return }
        if multiple.value > 0 {
            draft.keywords.multipleOf = multiple
        } else {
            findings.add(.impossibleBounds, node.range, "'multipleOf' must be greater than 0")
        }
    }

    private func readDefault(_ node: YAMLNode, _ draft: SchemaDraft) {
        draft.keywords.defaultValue = node
        checkDepth(node)
    }

    private func readConstant(_ node: YAMLNode, _ draft: SchemaDraft) {
        draft.keywords.constant = node
        checkDepth(node)
    }

    private func readExamples(_ node: YAMLNode, _ key: String, _ draft: SchemaDraft) {
        checkDepth(node)
        if key == "example" {
            draft.keywords.examples.append(node)
        } else if case .sequence(let items) = node.content {
            draft.keywords.examples.append(contentsOf: items)
        } else {
            findings.wrongType(node, wanted: "'examples' must be a list", hint: "")
        }
    }

    private func readInnerDefinitions(_ node: YAMLNode, _ key: String, _ draft: SchemaDraft) {
        guard case .mapping(let entries) = node.content else {
            findings.wrongType(node, wanted: "\(quoted(key)) must be a mapping", hint: "")
            return
        }
        for entry in entries { addDefinition(entry, scope: draft.scope ?? draft.node) }
    }

    // MARK: Plain values

    /// Documentation: any scalar will do.
    private func text(_ node: YAMLNode, _ key: String) -> String? {
        if let text = node.text { return node.isNull ? nil : text }
        findings.wrongType(node, wanted: "\(quoted(key)) must be text", hint: "")
        return nil
    }

    private func flag(_ node: YAMLNode, _ key: String) -> Bool {
        guard findings.accepts(node, .boolean, key), case .bool(let bool)? = node.value else { return false }
        return bool
    }

    private func count(_ node: YAMLNode, _ key: String) -> Located<Int>? {
        guard let count = node.integerValue else {
            if case .number(let number)? = node.value, number.rounded() == number {
                findings.add(
                    .outOfRange, node.range,
                    "\(quoted(key)) must be at least 0 and at most \(Int.max), and this is \(clipped(node.text ?? ""))")
                return nil
            }
            findings.wrongType(node, wanted: "\(quoted(key)) must be an integer", hint: "")
            return nil
        }
        if count < 0 {
            findings.add(.outOfRange, node.range, "\(quoted(key)) must be at least 0, and this is \(count)")
            return nil
        }
        return Located(count, at: node.range)
    }

    private func bound(_ node: YAMLNode, _ key: String) -> Schema.Bound? {
        switch node.value {
        case .integer(let integer)?:
            return Schema.Bound(value: Double(integer), text: String(integer), range: node.range)
        case .number(let number)? where number.isFinite:
            return Schema.Bound(value: number, text: node.text ?? "\(number)", range: node.range)
        case .number?:
            findings.add(
                .outOfRange, node.range, "\(quoted(key)) must be a finite number, and this is \(clipped(node.text ?? ""))")
        case .string(let text)? where Double(text) != nil:
            findings.wrongType(node, wanted: "\(quoted(key)) must be a number", hint: "; remove the quotes")
        default: findings.wrongType(node, wanted: "\(quoted(key)) must be a number", hint: "")
        }
        return nil
    }
}
