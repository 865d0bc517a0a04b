import WorkflowSpec
import YAMLSyntax

/// The rules of strings and numbers, as statements about `x`.
enum ScalarRules {
    static func string(_ schema: Schema) -> [String] {
        var out: [String] = []
        if let minimum = schema.keywords.minLength { out.append("v.minLength(x, " + String(minimum.value) + ")") }
        if let maximum = schema.keywords.maxLength { out.append("v.maxLength(x, " + String(maximum.value) + ")") }
        if let pattern = schema.keywords.pattern { out.append("v.pattern(x, " + StringLiteral.of(pattern.value) + ")") }
        if let format = schema.keywords.format, let known = stringFormat(format.value) {
            out.append("v.format(x, ." + known + ")")
        }
        return out
    }

    static func integer(_ schema: Schema) -> [String] {
        var out: [String] = []
        if schema.keywords.format?.value == "int32" {
            out.append("v.minimum(x, -2147483648)")
            out.append("v.maximum(x, 2147483647)")
        }
        bounds(schema, isInteger: true, &out)
        if let bound = schema.keywords.multipleOf { out.append("v.multipleOf(x, " + StringLiteral.of(bound.text) + ")") }
        return out
    }

    /// - Parameter name: the variable with the JSON that `x` comes from, which holds large integers exactly.
    static func number(_ schema: Schema, of name: String) -> [String] {
        var out: [String] = []
        bounds(schema, isInteger: false, &out)
        if let bound = schema.keywords.multipleOf {
            out.append("v.multipleOf(x, " + StringLiteral.of(bound.text) + ", of: " + name + ")")
        }
        return out
    }

    private static func bounds(_ schema: Schema, isInteger: Bool, _ out: inout [String]) {
        if let bound = schema.keywords.minimum { add("v.minimum", bound, isInteger, &out) }
        if let bound = schema.keywords.maximum { add("v.maximum", bound, isInteger, &out) }
        if let bound = schema.keywords.exclusiveMinimum { add("v.exclusiveMinimum", bound, isInteger, &out) }
        if let bound = schema.keywords.exclusiveMaximum { add("v.exclusiveMaximum", bound, isInteger, &out) }
    }

    private static func add(_ rule: String, _ bound: Schema.Bound, _ isInteger: Bool, _ out: inout [String]) {
        // Infinite bounds bound nothing.
        guard bound.value.isFinite else { return }
        if isInteger, let exact = Int64(exactly: bound.value), abs(bound.value) <= 9_007_199_254_740_992 {
            out.append(rule + "(x, " + String(exact) + ")")
        } else {
            out.append(rule + (isInteger ? "(Double(x), " : "(x, ") + bound.value.description + ")")
        }
    }

    /// The runtime's name for a format that it validates.
    static func stringFormat(_ format: String) -> String? {
        switch format {
        case "date-time": return "dateTime"
        case "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid", "regex", "byte", "iri":
            return format
        case "idn-email": return "idnEmail"
        case "idn-hostname": return "idnHostname"
        case "iri-reference": return "iriReference"
        case "uri-reference": return "uriReference"
        case "uri-template": return "uriTemplate"
        case "json-pointer": return "jsonPointer"
        case "relative-json-pointer": return "relativeJSONPointer"
        default: return nil
        }
    }
}
