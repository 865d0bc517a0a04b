internal import Patterns

extension Validation {
    // MARK: Strings. Lengths count Unicode scalars (JSON Schema 2020-12 validation, section 6.3.1).

    public mutating func minLength(_ value: String, _ bound: Int) {
        if value.unicodeScalars.count < bound {
            fail(
                "minLength", expected: "at least \(bound) character\(bound == 1 ? "" : "s")",
                found: JSONValue.string(value).shape
            )
        }
    }
    public mutating func maxLength(_ value: String, _ bound: Int) {
        if value.unicodeScalars.count > bound {
            fail(
                "maxLength", expected: "at most \(bound) character\(bound == 1 ? "" : "s")",
                found: JSONValue.string(value).shape)
        }
    }

    /// Matches in time linear in the value's length, whatever the pattern.
    public mutating func pattern(_ value: String, _ source: String) {
        guard let pattern = PatternCache.shared.pattern(source) else {
            fail(
                "pattern", expected: "text that matches \(source), which cannot be read",
                found: JSONValue.string(value).shape)
            return
        }
        if !pattern.matches(value) {
            fail("pattern", expected: "text that matches \(source)", found: JSONValue.string(value).shape)
        }
    }

    /// The values of a string enum.
    public mutating func oneOf(_ value: String, _ values: [String]) {
        if Validation.list(values, contains: value) { return }
        fail(
            "enum", expected: "one of " + Validation.list(values.map { "\"\($0)\"" }),
            found: JSONValue.string(value).shape)
    }

    // MARK: Any value

    public mutating func enumeration(_ value: JSONValue, _ values: [JSONValue]) {
        if values.contains(value) { return }
        fail(values.count == 1 ? "const" : "enum", expected: Validation.expectation(values), found: value.shape)
    }

    private static func expectation(_ values: [JSONValue]) -> String {
        let texts = values.prefix(shownValues + 1).map { (try? $0.text()) ?? $0.shape }
        return texts.count == 1 ? "exactly \(list(texts))" : "one of \(list(texts))"
    }

    /// How many of a schema's own values a message lists.
    private static let shownValues = 20

    private static func list(_ texts: [String]) -> String {
        let shown = texts.prefix(shownValues).map { $0.count > 60 ? String($0.prefix(60)) + "…" : $0 }
        return shown.joined(separator: ", ") + (texts.count > shownValues ? ", …" : "")
    }

    // MARK: Arrays and objects

    public mutating func minItems(_ value: [JSONValue], _ bound: Int) {
        if value.count < bound {
            fail(
                "minItems", expected: "at least \(bound) item\(bound == 1 ? "" : "s")",
                found: JSONValue.array(value).shape)
        }
    }
    public mutating func maxItems(_ value: [JSONValue], _ bound: Int) {
        if value.count > bound {
            fail(
                "maxItems", expected: "at most \(bound) item\(bound == 1 ? "" : "s")",
                found: JSONValue.array(value).shape)
        }
    }
    public mutating func uniqueItems(_ value: [JSONValue]) {
        if Set(value).count < value.count {
            fail("uniqueItems", expected: "items that differ", found: "two that are equal")
        }
    }
    public mutating func minProperties(_ value: JSONObject, _ bound: Int) {
        if value.count < bound {
            fail(
                "minProperties", expected: "at least \(bound) member\(bound == 1 ? "" : "s")",
                found: JSONValue.object(value).shape)
        }
    }
    public mutating func maxProperties(_ value: JSONObject, _ bound: Int) {
        if value.count > bound {
            fail(
                "maxProperties", expected: "at most \(bound) member\(bound == 1 ? "" : "s")",
                found: JSONValue.object(value).shape
            )
        }
    }
}
