/// The members and items of one value that rules have told of, for `unevaluatedProperties` and `unevaluatedItems`.
struct EvaluatedParts: Sendable {
    /// How many components the path to the value has.
    let depth: Int
    var members: Set<MemberName> = []
    var items: Set<Int> = []
    var hasAllItems = false

    mutating func formUnion(_ other: EvaluatedParts) {
        members.formUnion(other.members)
        items.formUnion(other.items)
        if other.hasAllItems { hasAllItems = true }
    }
}

extension Validation {
    /// Runs rules and keeps what they tell of, so that `unevaluated…`, called last among them, knows what they do not.
    public mutating func tracking(_ value: JSONValue, _ rules: Rules) {
        let outer = enter()
        evaluated.append(EvaluatedParts(depth: path.count))
        if isWithinLimit() {
            depth += 1
            rules(value, &self)
            depth -= 1
        }
        let parts = evaluated.removeLast()
        if isTracking { evaluated[evaluated.count - 1].formUnion(parts) }
        leave(outer)
    }

    /// Checks each member that no other rule has told of: `unevaluatedProperties`.
    public mutating func unevaluatedProperties(_ value: JSONValue, _ rules: Rules) {
        guard case .object(let object) = value, let parts = evaluated.last else { return }
        let outer = enter()
        for other in object.members where !parts.members.contains(MemberName(text: other.key)) {
            markMember(other.key)
            within(other.key, other.value, rules)
        }
        leave(outer)
    }

    /// `unevaluatedProperties: false`.
    public mutating func noUnevaluatedProperties(_ value: JSONValue) {
        guard case .object(let object) = value, let parts = evaluated.last else { return }
        let outer = enter()
        for other in object.members where !parts.members.contains(MemberName(text: other.key)) {
            member = other.key
            fail("unevaluatedProperties", expected: "no such member", found: "one")
        }
        leave(outer)
    }

    /// Checks each item that no other rule has told of: `unevaluatedItems`.
    public mutating func unevaluatedItems(_ value: JSONValue, _ rules: Rules) {
        guard case .array(let array) = value, let parts = evaluated.last, !parts.hasAllItems else { return }
        let outer = enter()
        for index in array.indices where !parts.items.contains(index) { within(index, array[index], rules) }
        markAllItems()
        leave(outer)
    }

    /// Members that the schema names without a rule for them.
    public mutating func evaluated(_ object: JSONObject, _ keys: [String]) {
        if !isTracking { return }
        for key in keys where object[key] != nil { markMember(key) }
    }

    /// All members: `additionalProperties: true`.
    public mutating func evaluatedAll(_ object: JSONObject) {
        if !isTracking { return }
        for other in object.members { markMember(other.key) }
    }

    // MARK: Marks

    /// Whether marks at the current place count: a value inside the tracked one is another matter.
    var isTracking: Bool {
        guard let last = evaluated.last else { return false }
        return last.depth == path.count
    }

    mutating func markMember(_ key: String) { evaluated[evaluated.count - 1].members.insert(MemberName(text: key)) }
    mutating func markItem(_ index: Int) { evaluated[evaluated.count - 1].items.insert(index) }
    mutating func markAllItems() { evaluated[evaluated.count - 1].hasAllItems = true }
}
