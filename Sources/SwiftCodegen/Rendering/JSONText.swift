import YAMLSyntax

/// Writes a node as JSON for people to read.
enum JSONText {
    /// Nil when the text would be longer than `limit` bytes.
    static func of(_ node: YAMLNode, limit: Int) -> String? {
        var out = ""
        return write(node, to: &out, limit) ? out : nil
    }

    private static func write(_ node: YAMLNode, to out: inout String, _ limit: Int) -> Bool {
        // Each level writes at least one character first, so the limit bounds the depth too.
        if out.utf8.count > limit { return false }
        switch node.content {
        case .scalar:
            switch node.value {
            case .string(let text)?: out += StringLiteral.of(text)
            default: out += node.text ?? ""
            }
        case .sequence(let items):
            out += "["
            var first = true
            for item in items {
                if !first { out += ", " }
                first = false
                if !write(item, to: &out, limit) { return false }
            }
            out += "]"
        case .mapping(let entries):
            out += "{"
            var first = true
            for entry in entries {
                if !first { out += ", " }
                first = false
                out += StringLiteral.of(entry.key.text ?? "?") + ": "
                if !write(entry.value, to: &out, limit) { return false }
            }
            out += "}"
        }
        return out.utf8.count <= limit
    }
}
