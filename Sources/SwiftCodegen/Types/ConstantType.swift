import YAMLSyntax

/// What kind of value a constant of `handler.initialization` has: as typed as its values allow.
indirect enum ConstantType: Equatable {
    case null
    case string, int, double, bool
    /// Of one scalar type.
    case list(ConstantType), map(ConstantType)
    case emptyList, emptyMap
    /// A mapping of anything.
    case object
    /// Anything.
    case value

    static func of(_ node: YAMLNode) -> ConstantType {
        switch node.content {
        case .scalar: return scalar(node)
        case .sequence(let items):
            if items.isEmpty { return .emptyList }
            return common(items).map { .list($0) } ?? .value
        case .mapping(let entries):
            if entries.isEmpty { return .emptyMap }
            var values: [YAMLNode] = []
            for entry in entries { values.append(entry.value) }
            return common(values).map { .map($0) } ?? .object
        }
    }

    private static func scalar(_ node: YAMLNode) -> ConstantType {
        switch node.value {
        case .null?: return .null
        case .bool?: return .bool
        case .integer?: return .int
        case .number(let number)?: return number.isFinite ? .double : .string
        case .string?: return .string
        case nil: return .value
        }
    }

    /// The one scalar type of all values.
    private static func common(_ nodes: [YAMLNode]) -> ConstantType? {
        var found: ConstantType?
        for node in nodes {
            guard case .scalar = node.content else { return nil }
            let own = scalar(node)
            let joined = found.map { $0.joined(with: own) } ?? own
            if !joined.isScalar { return nil }
            found = joined
        }
        return found
    }

    private var isScalar: Bool {
        switch self {
        case .string, .int, .double, .bool: return true
        case .null, .list, .map, .emptyList, .emptyMap, .object, .value: return false
        }
    }

    /// The narrowest type for values of both.
    func joined(with other: ConstantType) -> ConstantType {
        if self == other { return self }
        switch (self, other) {
        case (.int, .double), (.double, .int): return .double
        case (.emptyList, .list): return other
        case (.list, .emptyList): return self
        case (.emptyMap, .map), (.emptyMap, .object), (.map, .object): return other
        case (.map, .emptyMap), (.object, .emptyMap), (.object, .map): return self
        case (.list(let a), .list(let b)):
            let element = a.joined(with: b)
            return element.isScalar ? .list(element) : .value
        case (.map(let a), .map(let b)):
            let element = a.joined(with: b)
            return element.isScalar ? .map(element) : .object
        default: return .value
        }
    }

    /// Whether the type says less than the one it was joined from.
    func isVaguer(than other: ConstantType) -> Bool {
        self != other && (self == .value || (self == .object && other != .emptyMap))
    }

    /// For a message.
    var words: String {
        switch self {
        case .null: return "null"
        case .string: return "a string"
        case .int: return "an integer"
        case .double: return "a number"
        case .bool: return "a boolean"
        case .list(let element): return "a list of " + element.plural
        case .map(let element): return "a mapping to " + element.plural
        case .emptyList: return "an empty list"
        case .emptyMap, .object: return "a mapping"
        case .value: return "a value of mixed types"
        }
    }

    private var plural: String {
        switch self {
        case .string: return "strings"
        case .int: return "integers"
        case .double: return "numbers"
        case .bool: return "booleans"
        case .null, .list, .map, .emptyList, .emptyMap, .object, .value: return "values"
        }
    }
}
