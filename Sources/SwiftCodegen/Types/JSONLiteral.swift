import YAMLSyntax

/// Writes a node as a Swift expression of type `JSONValue`.
enum JSONLiteral {
    /// Deeper values would meet the compiler's limit on nested expressions.
    static let maximumDepth = 32

    /// Nil when the node is deeper than that, or not JSON: a key that is no scalar, an infinite number.
    static func of(_ node: YAMLNode) -> String? {
        var out = ""
        return write(node, to: &out, depth: 0) ? out : nil
    }

    /// The literal of an object as a `JSONObject`: without its `JSONValue.object(…)`.
    static func members(_ objectLiteral: String) -> String {
        String(objectLiteral.dropFirst("JSONValue.object(".utf8.count).dropLast())
    }

    private static func write(_ node: YAMLNode, to out: inout String, depth: Int) -> Bool {
        if depth > maximumDepth { return false }
        switch node.content {
        case .scalar: return writeScalar(node, to: &out)
        case .sequence(let items):
            out += "JSONValue.array(["
            var first = true
            for item in items {
                if !first { out += ", " }
                first = false
                if !write(item, to: &out, depth: depth + 1) { return false }
            }
            out += "])"
            return true
        case .mapping(let entries):
            out += entries.isEmpty ? "JSONValue.object([:" : "JSONValue.object(["
            var first = true
            for entry in entries {
                guard let key = entry.key.text else { return false }
                if !first { out += ", " }
                first = false
                out += StringLiteral.of(key) + ": "
                if !write(entry.value, to: &out, depth: depth + 1) { return false }
            }
            out += "])"
            return true
        }
    }

    private static func writeScalar(_ node: YAMLNode, to out: inout String) -> Bool {
        switch node.value {
        case .null?: out += "JSONValue.null"
        case .bool(let value)?: out += value ? "JSONValue.bool(true)" : "JSONValue.bool(false)"
        case .integer(let value)?: out += "JSONValue.integer(" + String(value) + ")"
        case .number(let value)?:
            if !value.isFinite { return false }
            out += "JSONValue.number(" + value.description + ")"
        case .string(let value)?: out += "JSONValue.string(" + StringLiteral.of(value) + ")"
        case nil: return false
        }
        return true
    }
}
