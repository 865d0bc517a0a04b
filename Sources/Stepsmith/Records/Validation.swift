/// One failed rule of a schema.
public struct ValidationFailure: Hashable, Sendable, CustomStringConvertible {
    /// JSON Pointer (RFC 6901) to the value; empty for the root.
    public var pointer: String
    /// The keyword that failed, such as `minimum`.
    public var keyword: String
    /// What the schema expects, such as `at least 1`.
    public var expected: String
    /// The shape of what was found, never the value: it may be a secret.
    public var found: String

    public init(pointer: String, keyword: String, expected: String, found: String) {
        self.pointer = pointer
        self.keyword = keyword
        self.expected = expected
        self.found = found
    }

    public var description: String {
        "\(pointer.isEmpty ? "the value" : pointer): expected \(expected), found \(found) (\(keyword))"
    }
}

/// JSON that breaks its schema, with every failure found.
public struct ValidationError: Error, Hashable, Sendable, CustomStringConvertible {
    public var failures: [ValidationFailure]

    public init(failures: [ValidationFailure]) { self.failures = failures }

    public var description: String { failures.map(\.description).joined(separator: "; ") }
}

/// Collects the failures of one JSON value against generated rules, with the place each was found at.
///
/// Generated code walks the value and calls one method per keyword. Methods that look up a member or check a type give
/// back the value to go on with, or nil when there is nothing more to check.
public struct Validation: Sendable {
    var path: [Component] = []
    /// The member that the last lookup was about; rules on scalars report it without a push and pop of `path`.
    var member: String?
    private var failures: [ValidationFailure] = []
    /// Beyond this many, failures are not kept.
    static let limit = 100
    /// What rules have told of so far, for each value that is tracked, the innermost last.
    var evaluated: [EvaluatedParts] = []
    /// How many rules within rules are being applied: what bounds the stack that they take.
    var depth = 0
    /// More than the levels that a value may have, and less than what small stacks hold.
    static let depthLimit = 600
    /// How many alternatives within alternatives were tried. Schemas that hold themselves can ask for very many.
    private var attempts = 0
    private var isTrying = false
    static let attemptLimit = 10_000_000

    enum Component: Sendable {
        case key(String)
        case index(Int)
    }

    public init() {}

    public var isValid: Bool { failures.isEmpty && attempts <= Validation.attemptLimit }

    /// Throws `ValidationError` if anything failed.
    public func finish() throws {
        if isValid { return }
        var all = failures
        if attempts > Validation.attemptLimit {
            all.append(
                ValidationFailure(
                    pointer: "", keyword: "anyOf", expected: "fewer alternatives within alternatives",
                    found: "more than can be tried"))
        }
        throw ValidationError(failures: all)
    }

    private var pointer: String {
        var out = ""
        for component in path {
            switch component {
            case .key(let key): out += "/" + JSONPointer.escape(key)
            case .index(let index): out += "/\(index)"
            }
        }
        if let member { out += "/" + JSONPointer.escape(member) }
        return out
    }

    /// Records a failure at the current place.
    public mutating func fail(_ keyword: String, expected: String, found: String) {
        guard failures.count < Validation.limit else { return }
        failures.append(ValidationFailure(pointer: pointer, keyword: keyword, expected: expected, found: found))
    }

    // MARK: Types of the current value

    public mutating func object(_ value: JSONValue) -> JSONObject? {
        if case .object(let object) = value { return object }
        fail("type", expected: "an object", found: value.shape)
        return nil
    }

    public mutating func array(_ value: JSONValue) -> [JSONValue]? {
        if case .array(let array) = value { return array }
        fail("type", expected: "an array", found: value.shape)
        return nil
    }

    @discardableResult
    public mutating func string(_ value: JSONValue) -> String? {
        if case .string(let string) = value { return string }
        fail("type", expected: "a string", found: value.shape)
        return nil
    }

    @discardableResult
    public mutating func integer(_ value: JSONValue) -> Int? {
        switch value {
        case .integer(let integer): return integer
        case .number(let number):
            if let exact = Int(exactly: number) { return exact }
            if number.rounded() == number {
                fail("type", expected: "an integer of at most 64 bits", found: "a larger one")
            } else {
                fail("type", expected: "an integer", found: "a number with a fraction")
            }
            return nil
        default:
            fail("type", expected: "an integer", found: value.shape)
            return nil
        }
    }

    @discardableResult
    public mutating func number(_ value: JSONValue) -> Double? {
        if let number = value.doubleValue { return number }
        fail("type", expected: "a number", found: value.shape)
        return nil
    }

    @discardableResult
    public mutating func bool(_ value: JSONValue) -> Bool? {
        if case .bool(let bool) = value { return bool }
        fail("type", expected: "a boolean", found: value.shape)
        return nil
    }

    public mutating func null(_ value: JSONValue) {
        if !value.isNull { fail("type", expected: "null", found: value.shape) }
    }

    // MARK: Members

    /// Fails for each key that is missing.
    public mutating func required(_ object: JSONObject, _ keys: String...) {
        for key in keys where object[key] == nil {
            member = key
            fail("required", expected: "a value", found: "nothing")
        }
        member = nil
    }

    /// The member to check next, nil when absent. With `nullable`, nil for `null` too.
    public mutating func member(_ object: JSONObject, _ key: String, nullable: Bool = false) -> JSONValue? {
        member = key
        guard let value = object[key] else { return nil }
        if !evaluated.isEmpty, isTracking { markMember(key) }
        if nullable, value.isNull { return nil }
        return value
    }

    /// Checks a member with the rules of another type, one level down.
    public mutating func nested(_ value: JSONValue, _ rules: Rules) {
        let outer = enter()
        if isWithinLimit() {
            depth += 1
            rules(value, &self)
            depth -= 1
        }
        leave(outer)
    }

    /// Checks every item of an array with `rules`, from an index on.
    public mutating func items(_ array: [JSONValue], from start: Int = 0, _ rules: Rules) {
        let outer = enter()
        if isWithinLimit() {
            var index = start
            while index < array.count {
                within(index, array[index], rules)
                index += 1
            }
            if isTracking { markAllItems() }
        }
        leave(outer)
    }

    /// Checks every member of an object with `rules` whose key is not among `known` and matches no pattern:
    /// `additionalProperties`.
    public mutating func additional(
        _ object: JSONObject, except known: [String] = [], patterns: [String] = [], _ rules: Rules
    ) {
        let outer = enter()
        if isWithinLimit() {
            // Found apart, and visited one by one: this recurses, and must take little stack.
            let others = Validation.others(object, known, patterns)
            var index = 0
            while index < others.count {
                within(others[index], rules)
                index += 1
            }
        }
        leave(outer)
    }

    private static func others(_ object: JSONObject, _ known: [String], _ patterns: [String]) -> [JSONObject.Member] {
        if known.isEmpty, patterns.isEmpty { return object.members }
        return object.members.filter { !list(known, contains: $0.key) && !list(patterns, match: $0.key) }
    }

    private mutating func within(_ other: JSONObject.Member, _ rules: Rules) {
        if isTracking { markMember(other.key) }
        path.append(.key(other.key))
        depth += 1
        rules(other.value, &self)
        depth -= 1
        member = nil
        path.removeLast()
    }

    /// Fails for each member that the schema does not name: `additionalProperties: false`.
    public mutating func noOthers(_ object: JSONObject, than known: [String], patterns: [String] = []) {
        let outer = enter()
        for other in object.members
        where !Validation.list(known, contains: other.key) && !Validation.list(patterns, match: other.key) {
            member = other.key
            fail("additionalProperties", expected: "no such member", found: "one")
        }
        leave(outer)
    }

    // MARK: Attempts

    /// Whether the rules hold at the current place. Leaves no failures, and what was evaluated only if they do.
    mutating func holds(_ value: JSONValue, _ rules: Rules) -> Bool {
        if isTrying { attempts += 1 }
        if attempts > Validation.attemptLimit { return false }
        let outerIsTrying = isTrying
        isTrying = true
        defer { isTrying = outerIsTrying }
        let outerFailures = failures
        let outerEvaluated = evaluated
        let outerMember = member
        failures = []
        if isWithinLimit() {
            // Takes more stack than other rules do.
            depth += 2
            rules(value, &self)
            depth -= 2
        }
        let holds = failures.isEmpty
        failures = outerFailures
        member = outerMember
        if !holds { evaluated = outerEvaluated }
        return holds
    }

    mutating func within(_ index: Int, _ value: JSONValue, _ rules: Rules) {
        path.append(.index(index))
        depth += 1
        rules(value, &self)
        depth -= 1
        member = nil
        path.removeLast()
    }

    mutating func within(_ key: String, _ value: JSONValue, _ rules: Rules) {
        path.append(.key(key))
        depth += 1
        rules(value, &self)
        depth -= 1
        member = nil
        path.removeLast()
    }

    // MARK: Places

    /// Makes the current member, if there is one, the place that what follows is below.
    mutating func enter() -> String? {
        let outer = member
        if let outer { path.append(.key(outer)) }
        member = nil
        return outer
    }

    mutating func leave(_ outer: String?) {
        if outer != nil { path.removeLast() }
        member = outer
    }

    /// Rules recurse with the value, which comes from anywhere; parsed text is never deeper than this.
    mutating func isWithinLimit() -> Bool {
        if path.count <= JSONLimits.levels, depth < Validation.depthLimit { return true }
        let levels = min(path.count, JSONLimits.levels)
        fail("depth", expected: "at most \(levels) levels", found: "more")
        return false
    }

    static func list(_ names: [String], contains name: String) -> Bool {
        for known in names where known.hasSameScalars(as: name) { return true }
        return false
    }
}
