internal import Patterns

extension Validation {
    /// The rules of one schema, applied to a value at the current place.
    public typealias Rules = (JSONValue, inout Validation) -> Void

    // MARK: Alternatives

    public mutating func anyOf(_ value: JSONValue, _ alternatives: [Rules]) {
        let outer = enter()
        var count = 0
        for rules in alternatives where holds(value, rules) {
            count += 1
            // What each alternative evaluates counts for `unevaluatedProperties`.
            if !isTracking { break }
        }
        if count == 0 {
            fail("anyOf", expected: "a value that fits one of \(alternatives.count) alternatives", found: value.shape)
        }
        leave(outer)
    }

    public mutating func oneOf(_ value: JSONValue, _ alternatives: [Rules]) {
        let outer = enter()
        var count = 0
        for rules in alternatives where holds(value, rules) { count += 1 }
        if count != 1 {
            fail(
                "oneOf", expected: "a value that fits exactly one of \(alternatives.count) alternatives",
                found: count == 0 ? value.shape : "\(value.shape) that fits \(count)")
        }
        leave(outer)
    }

    /// Alternatives of which a member tells the one that counts, whose failures are reported.
    public mutating func chosen(_ value: JSONValue, by key: String, _ values: [String], _ alternatives: [Rules]) {
        let outer = enter()
        if let object = object(value) {
            member = key
            if let name = object[key] {
                let index = values.firstIndex { name.stringValue?.hasSameScalars(as: $0) == true }
                if let index {
                    member = nil
                    nested(value, alternatives[index])
                } else {
                    let expected = values.map { "\"\($0)\"" }.joined(separator: ", ")
                    fail("oneOf", expected: "one of \(expected)", found: name.shape)
                }
            } else {
                fail("required", expected: "a value", found: "nothing")
            }
        }
        leave(outer)
    }

    public mutating func not(_ value: JSONValue, _ rules: Rules) {
        let outer = enter()
        let evaluated = evaluated
        if holds(value, rules) { fail("not", expected: "a value that breaks a schema", found: "\(value.shape) that fits it") }
        self.evaluated = evaluated
        leave(outer)
    }

    /// `if`, `then` and `else`.
    public mutating func condition(_ value: JSONValue, _ rules: Rules, then: Rules? = nil, otherwise: Rules? = nil) {
        let outer = enter()
        if let next = holds(value, rules) ? then : otherwise { nested(value, next) }
        leave(outer)
    }

    /// An entry of `dependentSchemas`: rules for the whole object when it has a member.
    public mutating func dependent(_ value: JSONValue, on key: String, _ rules: Rules) {
        if case .object(let object) = value, object[key] != nil { nested(value, rules) }
    }

    // MARK: Arrays

    /// One of `prefixItems`.
    public mutating func item(_ array: [JSONValue], _ index: Int, _ rules: Rules) {
        if index >= array.count { return }
        let outer = enter()
        if isWithinLimit() {
            if isTracking { markItem(index) }
            within(index, array[index], rules)
        }
        leave(outer)
    }

    /// `contains`, with `minContains` and `maxContains`.
    public mutating func contains(_ array: [JSONValue], min: Int = 1, max: Int? = nil, _ rules: Rules) {
        let outer = enter()
        var count = 0
        if isWithinLimit() {
            for index in array.indices {
                path.append(.index(index))
                let fits = holds(array[index], rules)
                member = nil
                path.removeLast()
                if fits {
                    count += 1
                    if isTracking { markItem(index) }
                }
            }
        }
        if count < min {
            let keyword = min == 1 ? "contains" : "minContains"
            fail(keyword, expected: "at least \(min) item\(min == 1 ? "" : "s") that fit a schema", found: "\(count)")
        }
        if let max, count > max {
            fail("maxContains", expected: "at most \(max) item\(max == 1 ? "" : "s") that fit a schema", found: "\(count)")
        }
        leave(outer)
    }

    // MARK: Objects

    /// `propertyNames`: the rules are applied to each name, and failures stand at the member.
    public mutating func propertyNames(_ object: JSONObject, _ rules: Rules) {
        let outer = enter()
        for other in object.members {
            path.append(.key(other.key))
            rules(.string(other.key), &self)
            member = nil
            path.removeLast()
        }
        leave(outer)
    }

    /// An entry of `patternProperties`.
    public mutating func members(_ object: JSONObject, matching pattern: String, _ rules: Rules) {
        let outer = enter()
        if isWithinLimit() {
            for other in object.members where Validation.matches(other.key, pattern) {
                if isTracking { markMember(other.key) }
                within(other.key, other.value, rules)
            }
        }
        leave(outer)
    }

    /// An entry of `dependentRequired`.
    public mutating func required(_ object: JSONObject, with key: String, _ keys: [String]) {
        guard object[key] != nil else { return }
        for missing in keys where object[missing] == nil {
            member = missing
            fail("dependentRequired", expected: "a value, since there is \"\(JSONPointer.escape(key))\"", found: "nothing")
        }
        member = nil
    }

    static func matches(_ key: String, _ pattern: String) -> Bool {
        PatternCache.shared.pattern(pattern)?.matches(key) ?? false
    }

    static func list(_ patterns: [String], match key: String) -> Bool {
        for pattern in patterns where matches(key, pattern) { return true }
        return false
    }
}
