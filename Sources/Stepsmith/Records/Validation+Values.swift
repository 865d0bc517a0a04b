internal import Patterns
internal import Synchronization

extension Validation {
    // MARK: Strings. Lengths count Unicode scalars (JSON Schema 2020-12 validation, section 6.3.1).

    public mutating func minLength(_ value: String, _ bound: Int) {
        if value.unicodeScalars.count < bound {
            fail(
                "minLength", expected: "at least \(bound) character\(bound == 1 ? "" : "s")", found: JSONValue.string(value).shape
            )
        }
    }
    public mutating func maxLength(_ value: String, _ bound: Int) {
        if value.unicodeScalars.count > bound {
            fail(
                "maxLength", expected: "at most \(bound) character\(bound == 1 ? "" : "s")", found: JSONValue.string(value).shape)
        }
    }

    /// Matches in time linear in the value's length, whatever the pattern.
    public mutating func pattern(_ value: String, _ source: String) {
        guard let pattern = PatternCache.shared.pattern(source) else {
            fail("pattern", expected: "a pattern that can be read", found: "\(source)")
            return
        }
        if !pattern.matches(value) {
            fail("pattern", expected: "text that matches \(source)", found: JSONValue.string(value).shape)
        }
    }

    /// The values of a string enum.
    public mutating func oneOf(_ value: String, _ values: [String]) {
        if values.contains(where: { $0.utf8.elementsEqual(value.utf8) }) { return }
        fail("enum", expected: "one of " + Validation.list(values.map { "\"\($0)\"" }), found: JSONValue.string(value).shape)
    }

    // MARK: Any value

    public mutating func enumeration(_ value: JSONValue, _ values: [JSONValue]) {
        if values.contains(value) { return }
        fail(values.count == 1 ? "const" : "enum", expected: Validation.expectation(values), found: value.shape)
    }

    private static func expectation(_ values: [JSONValue]) -> String {
        let texts = values.map { (try? $0.text()) ?? $0.shape }
        return texts.count == 1 ? "exactly \(list(texts))" : "one of \(list(texts))"
    }

    private static func list(_ texts: [String]) -> String {
        let shown = texts.prefix(20).map { $0.count > 60 ? String($0.prefix(60)) + "…" : $0 }
        return shown.joined(separator: ", ") + (texts.count > 20 ? ", …" : "")
    }

    // MARK: Arrays and objects

    public mutating func minItems(_ value: [JSONValue], _ bound: Int) {
        if value.count < bound {
            fail("minItems", expected: "at least \(bound) item\(bound == 1 ? "" : "s")", found: JSONValue.array(value).shape)
        }
    }
    public mutating func maxItems(_ value: [JSONValue], _ bound: Int) {
        if value.count > bound {
            fail("maxItems", expected: "at most \(bound) item\(bound == 1 ? "" : "s")", found: JSONValue.array(value).shape)
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
                "maxProperties", expected: "at most \(bound) member\(bound == 1 ? "" : "s")", found: JSONValue.object(value).shape
            )
        }
    }
}

/// Patterns by source: compiled once in a process. Sources come from specs, so there are few; a bound guards against misuse.
private final class PatternCache: Sendable {
    static let shared = PatternCache()
    private static let limit = 10_000
    private let patterns = Mutex<[String: Pattern]>([:])

    func pattern(_ source: String) -> Pattern? {
        if let known = patterns.withLock({ $0[source] }) { return known }
        guard let made = try? Pattern(source) else { return nil }
        patterns.withLock { patterns in
            if patterns.count < PatternCache.limit { patterns[source] = made }
        }
        return made
    }
}
