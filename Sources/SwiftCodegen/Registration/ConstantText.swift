import WorkflowSpec
import YAMLSyntax

/// Writes the constants of a step as JSON text, for the runtime to read.
struct ConstantText {
    private(set) var json = ""

    /// Nil when there are none.
    static func of(_ node: YAMLNode?) -> String? {
        guard let node, let entries = node.mapping, !entries.isEmpty else { return nil }
        var text = ConstantText()
        text.write(node)
        return text.json
    }

    private mutating func write(_ node: YAMLNode) {
        switch node.content {
        case .scalar: writeScalar(node)
        case .sequence(let items):
            json += "["
            var isFirst = true
            for item in items {
                if !isFirst { json += "," }
                isFirst = false
                write(item)
            }
            json += "]"
        case .mapping(let entries): writeObject(entries)
        }
    }

    /// Of two keys of one text (`1` and `"1"`) the second one is left out. All keys are scalars: YAMLSyntax refuses others.
    private mutating func writeObject(_ entries: [YAMLEntry]) {
        json += "{"
        var seen: Set<String> = []
        for entry in entries {
            guard let key = entry.key.text, seen.insert(key).inserted else { continue }
            if seen.count > 1 { json += "," }
            writeString(key)
            json += ":"
            write(entry.value)
        }
        json += "}"
    }

    private mutating func writeScalar(_ node: YAMLNode) {
        switch node.value {
        case .null?: json += "null"
        case .bool(let value)?: json += value ? "true" : "false"
        case .integer(let value)?: json += String(value)
        case .number(let value)? where value.isFinite: json += value.description
        case .string(let value)?: writeString(value)
        default: writeString(node.text ?? "")
        }
    }

    private mutating func writeString(_ text: String) {
        json += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    json += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                } else {
                    json.unicodeScalars.append(scalar)
                }
            }
        }
        json += "\""
    }

    // MARK: Findings

    /// What JSON cannot hold, in the constants of every step and environment.
    static func check(_ spec: WorkflowSpec, _ findings: inout Findings) {
        for step in spec.steps {
            if let node = step.initialization { check(node, &findings) }
        }
        for environment in spec.environments {
            for override in environment.overrides {
                if let node = override.initialization { check(node, &findings) }
            }
        }
    }

    private static func check(_ node: YAMLNode, _ findings: inout Findings) {
        switch node.content {
        case .scalar:
            if case .number(let value)? = node.value, !value.isFinite {
                let text = node.text ?? ""
                findings.add(
                    .constantNotJSON, at: node.range, "JSON has no number `\(text)`, so the handler gets the text \"\(text)\"")
            }
        case .sequence(let items):
            for item in items { check(item, &findings) }
        case .mapping(let entries):
            var seen: Set<String> = []
            for entry in entries {
                guard let key = entry.key.text else { continue }
                if !seen.insert(key).inserted {
                    findings.add(
                        .constantNotJSON, at: entry.key.range,
                        "`\(key)` is the text of another key too, and JSON has no other keys, so this entry is left out")
                }
                check(entry.value, &findings)
            }
        }
    }
}
