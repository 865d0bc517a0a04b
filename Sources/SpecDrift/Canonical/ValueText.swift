import YAMLSyntax

/// Values as JSON text, one text for values that are equal.
enum ValueText {
    /// Members are sorted by name, and `1.0` is written as `1`.
    static func of(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar: return scalar(node)
        case .sequence(let items): return "[" + items.map { of($0) }.joined(separator: ",") + "]"
        case .mapping(let entries):
            let members = entries.map { (name: $0.key.text ?? "", value: of($0.value)) }
                .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            return "{" + members.map { quoted($0.name) + ":" + $0.value }.joined(separator: ",") + "}"
        }
    }

    private static func scalar(_ node: YAMLNode) -> String {
        switch node.value {
        case .null?, nil: return "null"
        case .bool(let value)?: return value ? "true" : "false"
        case .integer(let value)?: return String(value)
        case .number(let value)?: return Int64(exactly: value).map { String($0) } ?? value.description
        case .string(let value)?: return quoted(value)
        }
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            default:
                if scalar.value < 0x20 {
                    let hex = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }
}
