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
            if let node = step.initialization { checkAll(node, &findings) }
        }
        for environment in spec.environments {
            for override in environment.overrides {
                if let node = override.initialization { checkAll(node, &findings) }
            }
        }
    }

    private static func checkAll(_ constants: YAMLNode, _ findings: inout Findings) {
        check(constants, &findings)
        for entry in constants.mapping ?? [] {
            let type = ConstantType.of(entry.value)
            var swift = ""
            switch entry.value.content {
            case .scalar: continue
            case .sequence: if type == .value { swift = "JSONValue" }
            case .mapping: if type == .object { swift = "JSONObject" }
            }
            if swift.isEmpty { continue }
            findings.add(
                .constantUntyped, at: entry.value.range,
                "the values of `\(entry.key.text ?? "")` are not all of one scalar type, so the handler gets it as `\(swift)`")
        }
    }

    /// Whether a number was written as an integer, which did not fit.
    private static func isInteger(_ text: String) -> Bool {
        if text.hasPrefix("0x") { return true }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return false
            default: continue
            }
        }
        return true
    }

    private static func check(_ node: YAMLNode, _ findings: inout Findings) {
        switch node.content {
        case .scalar:
            guard case .number(let value)? = node.value else { return }
            let text = node.text ?? ""
            if !value.isFinite {
                findings.add(
                    .constantNotJSON, at: node.range, "JSON has no number `\(text)`, so the handler gets the text \"\(text)\"")
            } else if isInteger(text), node.tag != "tag:yaml.org,2002:float" {
                findings.add(
                    .constantRounded, at: node.range,
                    "`\(text)` does not fit into 64 bits, so the handler gets the floating-point number \(value)")
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
