/// One thing to check about a JSON value that generated code holds in a variable.
enum Check {
    /// The rules of another type, by the name of their function: `CartItem.validate`.
    case function(String)
    /// Rules about `x`, the value as one type. A `strict` check reports a value of any other type; the others pass it.
    case typed(Probe, strict: Bool, rules: [String])
    case statements([String])

    /// The ways to look at a JSON value.
    enum Probe {
        case string, integer, number, bool, array, object

        func expression(_ name: String, strict: Bool) -> String {
            switch self {
            case .string: return strict ? "v.string(" + name + ")" : name + ".stringValue"
            case .integer: return strict ? "v.integer(" + name + ")" : name + ".intValue"
            case .number: return strict ? "v.number(" + name + ")" : name + ".doubleValue"
            case .bool: return strict ? "v.bool(" + name + ")" : name + ".boolValue"
            case .array: return strict ? "v.array(" + name + ")" : name + ".arrayValue"
            case .object: return strict ? "v.object(" + name + ")" : name + ".objectValue"
            }
        }

        /// Whether the looked-up value must be put somewhere.
        var hasToBeUsed: Bool {
            switch self {
            case .array, .object: return true
            default: return false
            }
        }
    }

    /// The check as statements about the variable `name`.
    func lines(_ name: String) -> [String] {
        switch self {
        case .function(let function): return ["v.nested(" + name + ", " + function + ")"]
        case .statements(let statements): return statements
        case .typed(let probe, let strict, let rules):
            let expression = probe.expression(name, strict: strict)
            if !rules.isEmpty { return Check.block("if let x = " + expression, rules) }
            if !strict { return [] }
            return [probe.hasToBeUsed ? "_ = " + expression : expression]
        }
    }

    static func lines(_ checks: [Check], _ name: String) -> [String] {
        if checks.count == 1 { return checks[0].lines(name) }
        var out: [String] = []
        for check in checks { out += check.lines(name) }
        return out
    }

    /// `head { statement }`, or a block of several lines.
    static func block(_ head: String, _ lines: [String]) -> [String] {
        if lines.count == 1, head.utf8.count + lines[0].utf8.count < 100, !lines[0].utf8.contains(0x7B) {
            return [head + " { " + lines[0] + " }"]
        }
        var out: [String] = []
        out.reserveCapacity(lines.count + 2)
        out.append(head + " {")
        for line in lines { out.append("    " + line) }
        out.append("}")
        return out
    }
}
