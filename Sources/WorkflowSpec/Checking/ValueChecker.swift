import YAMLSyntax

/// Checks values that a spec contains (defaults, constants, enum values, examples) against the schema they stand in.
///
/// Cautious: what it cannot decide, such as a definition in another file, counts as valid.
final class ValueChecker {
    private let schemas: SchemaReading
    private let definitions: [NamedSchema]
    /// What may still be compared: many values against large schemas could take hours, and are let pass instead.
    private var effort = 2_000_000

    init(schemas: SchemaReading, definitions: [NamedSchema]) {
        self.schemas = schemas
        self.definitions = definitions
    }

    func checkValues(of schema: Schema, _ findings: Findings) {
        let keywords = schema.keywords
        if let value = keywords.defaultValue, let problem = problem(value, schema, 0) {
            findings.add(.valueBreaksSchema, value.range, "the default \(problem)\(ValueChecker.quotingHint(value, schema))")
        }
        if let value = keywords.constant, let problem = problem(value, schema, 0) {
            findings.add(.valueBreaksSchema, value.range, "the constant \(problem)\(ValueChecker.quotingHint(value, schema))")
        }
        for value in keywords.enumeration ?? [] {
            if let problem = problem(value, schema, 0, isChoice: true) {
                let hint = ValueChecker.quotingHint(value, schema)
                findings.add(.valueBreaksSchema, value.range, "this value of 'enum' \(problem)\(hint)")
            }
        }
        for value in keywords.examples {
            if let problem = problem(value, schema, 0) {
                findings.add(.exampleBreaksSchema, value.range, "the example \(problem)")
            }
        }
    }

    private static func quotingHint(_ value: YAMLNode, _ schema: Schema) -> String {
        guard let text = value.text, value.string == nil, schema.keywords.types == [.string] else { return "" }
        return "; put it in quotes: \"\(clipped(text))\""
    }

    /// What is wrong with a value, to follow "the default"; nil if nothing is.
    ///
    /// Recurses with the value, so only references are held on the way: `Keywords` is a large value, and stacks are small.
    private func problem(_ value: YAMLNode, _ schema: Schema, _ depth: Int, isChoice: Bool = false) -> String? {
        if depth > SchemaReading.depthLimit || !spend(value, schema, isChoice) { return nil }
        if let boolean = schema.boolean { return boolean ? nil : "is not allowed: the schema is false" }
        if let target = target(of: schema), let found = problem(value, target, depth + 1) { return found }
        if let found = ownProblem(value, schema.keywords, isChoice) { return found }
        switch value.content {
        case .scalar: return nil
        case .sequence(let items): return itemProblem(items, schema, depth)
        case .mapping(let entries): return memberProblem(entries, schema, depth)
        }
    }

    private func spend(_ value: YAMLNode, _ schema: Schema, _ isChoice: Bool) -> Bool {
        effort -= 1
        if case .mapping = value.content { effort -= schema.keywords.properties.count }
        if !isChoice, let choices = schema.keywords.enumeration { effort -= choices.count }
        return effort > 0
    }

    private func target(of schema: Schema) -> Schema? {
        guard schema.keywords.reference != nil, let target = schemas.resolved(schema, definitions) else { return nil }
        return target === schema ? nil : target
    }

    /// What is wrong with a value apart from what is in it.
    private func ownProblem(_ value: YAMLNode, _ keywords: Schema.Keywords, _ isChoice: Bool) -> String? {
        if !keywords.types.isEmpty, !ValueChecker.fits(value, keywords.types) {
            var types = ""
            for type in keywords.types { types += types.isEmpty ? type.rawValue : " or " + type.rawValue }
            return "is not of type \(types)"
        }
        if !isChoice, let choices = keywords.enumeration {
            let isListed = choices.contains { (choice: YAMLNode) -> Bool in JSONEquality.equal(choice, value, 0) }
            if !isListed { return "is not one of the values of 'enum'" }
        }
        if !isChoice, let constant = keywords.constant, constant !== value, !JSONEquality.equal(constant, value, 0) {
            return "is not the value of 'const'"
        }
        switch value.content {
        case .scalar: return scalarProblem(value, keywords)
        case .sequence(let items): return arrayProblem(items, keywords)
        case .mapping(let entries): return objectProblem(entries, keywords)
        }
    }

    private static func fits(_ value: YAMLNode, _ types: [JSONType]) -> Bool {
        switch value.content {
        case .sequence: return types.contains(.array)
        case .mapping: return types.contains(.object)
        case .scalar: break
        }
        switch value.value {
        case .null?: return types.contains(.null)
        case .bool?: return types.contains(.boolean)
        case .integer?: return types.contains(.integer) || types.contains(.number)
        case .number(let number)?:
            return types.contains(.number) || (types.contains(.integer) && number.rounded() == number)
        default: return types.contains(.string)
        }
    }

    private func scalarProblem(_ value: YAMLNode, _ keywords: Schema.Keywords) -> String? {
        switch value.value {
        case .string(let text)?: return textProblem(text, keywords)
        case .integer(let integer)?:
            if keywords.format?.value == "int32", Int32(exactly: integer) == nil { return "does not fit into 32 bits" }
            return numberProblem(Double(integer), keywords)
        case .number(let number)?:
            if !number.isFinite { return "is not a number that JSON can hold" }
            return numberProblem(number, keywords)
        default: return nil
        }
    }

    private func textProblem(_ text: String, _ keywords: Schema.Keywords) -> String? {
        if keywords.minLength != nil || keywords.maxLength != nil {
            let length = text.unicodeScalars.count
            if let least = keywords.minLength, length < least.value { return "is shorter than minLength \(least.value)" }
            if let most = keywords.maxLength, length > most.value { return "is longer than maxLength \(most.value)" }
        }
        if let pattern = keywords.pattern, text.utf8.count <= 1000, !schemas.patterns.matches(text, pattern.value) {
            return "does not match the pattern \(quoted(pattern.value))"
        }
        switch keywords.format?.value {
        case "date-time"?: return Timestamp.isValid(text) ? nil : "is no date-time such as 2026-01-31T00:00:00Z"
        case "date"?: return Timestamp.isDate(text) ? nil : "is no date such as 2026-01-31"
        case "uuid"?: return Timestamp.isUUID(text) ? nil : "is no UUID"
        default: return nil
        }
    }

    private func numberProblem(_ number: Double, _ keywords: Schema.Keywords) -> String? {
        if let least = keywords.minimum, number < least.value { return "is below minimum \(clipped(least.text))" }
        if let most = keywords.maximum, number > most.value { return "is above maximum \(clipped(most.text))" }
        if let least = keywords.exclusiveMinimum, number <= least.value {
            return "is not above exclusiveMinimum \(clipped(least.text))"
        }
        if let most = keywords.exclusiveMaximum, number >= most.value {
            return "is not below exclusiveMaximum \(clipped(most.text))"
        }
        if let unit = keywords.multipleOf, unit.value > 0 {
            // Decimals such as 19.99 and 0.01 have no exact binary form, so a quotient very near to whole counts as whole.
            let quotient = number / unit.value
            if abs(quotient - quotient.rounded()) > 1e-9 * max(1, abs(quotient)) {
                return "is no multiple of \(clipped(unit.text))"
            }
        }
        return nil
    }

    private func arrayProblem(_ items: [YAMLNode], _ keywords: Schema.Keywords) -> String? {
        if let least = keywords.minItems, items.count < least.value { return "has fewer items than minItems \(least.value)" }
        if let most = keywords.maxItems, items.count > most.value { return "has more items than maxItems \(most.value)" }
        // Comparing each with each: not for a long list in untrusted text.
        if keywords.uniqueItems, items.count <= 200 {
            var index = 0
            while index < items.count {
                for other in items[..<index] where JSONEquality.equal(other, items[index], 0) {
                    return "has equal items, against 'uniqueItems'"
                }
                index += 1
            }
        }
        return nil
    }

    private func objectProblem(_ entries: [YAMLEntry], _ keywords: Schema.Keywords) -> String? {
        if let least = keywords.minProperties, entries.count < least.value {
            return "has fewer members than minProperties \(least.value)"
        }
        if let most = keywords.maxProperties, entries.count > most.value {
            return "has more members than maxProperties \(most.value)"
        }
        var written: Set<ExactText> = []
        for entry in entries { written.insert(ExactText(entry.key.text ?? "")) }
        for name in keywords.required where !written.contains(ExactText(name.value)) {
            return "lacks the member \(quoted(name.value))"
        }
        return nil
    }

    private func itemProblem(_ items: [YAMLNode], _ schema: Schema, _ depth: Int) -> String? {
        guard let element = schema.keywords.items else { return nil }
        for item in items {
            if let found = problem(item, element, depth + 1) { return "has an item that " + found }
        }
        return nil
    }

    private func memberProblem(_ entries: [YAMLEntry], _ schema: Schema, _ depth: Int) -> String? {
        let properties = ValueChecker.properties(of: schema)
        let additional = ValueChecker.additional(of: schema)
        for entry in entries {
            guard let name = entry.key.text, let member = properties[ExactText(name)] ?? additional else { continue }
            if let found = problem(entry.value, member, depth + 1) {
                return member === ValueChecker.nothing
                    ? "has the member \(quoted(name)), which is not in 'properties'"
                    : "has the member \(quoted(name)), which " + found
            }
        }
        return nil
    }

    private static func properties(of schema: Schema) -> [ExactText: Schema] {
        var properties: [ExactText: Schema] = [:]
        for property in schema.keywords.properties { properties[ExactText(property.name.value)] = property.schema }
        return properties
    }

    private static let nothing = Schema(range: .fileStart, boolean: false)

    /// What members that are not in `properties` must fit; nil for anything.
    private static func additional(of schema: Schema) -> Schema? {
        switch schema.keywords.additionalProperties {
        case .unspecified, .allowed: return nil
        case .forbidden: return nothing
        case .schema(let additional): return additional
        }
    }
}

/// Equality of YAML values as JSON has it: numbers by value, objects whatever the order of their members.
enum JSONEquality {
    static func equal(_ a: YAMLNode, _ b: YAMLNode, _ depth: Int) -> Bool {
        if depth > SchemaReading.depthLimit { return false }
        switch (a.content, b.content) {
        case (.scalar, .scalar): return scalarsEqual(a.value, b.value)
        case (.sequence(let x), .sequence(let y)):
            if x.count != y.count { return false }
            var index = 0
            while index < x.count {
                if !equal(x[index], y[index], depth + 1) { return false }
                index += 1
            }
            return true
        case (.mapping(let x), .mapping(let y)):
            if x.count != y.count { return false }
            var members: [ExactText: YAMLNode] = [:]
            for entry in y { members[ExactText(entry.key.text ?? "")] = entry.value }
            for entry in x {
                guard let other = members[ExactText(entry.key.text ?? "")], equal(entry.value, other, depth + 1) else {
                    return false
                }
            }
            return true
        default: return false
        }
    }

    private static func scalarsEqual(_ a: YAMLValue?, _ b: YAMLValue?) -> Bool {
        switch (a, b) {
        case (.integer(let x)?, .number(let y)?): return Double(x) == y
        case (.number(let x)?, .integer(let y)?): return x == Double(y)
        case (.string(let x)?, .string(let y)?): return x.hasSameScalars(as: y)
        default: return a == b
        }
    }
}
